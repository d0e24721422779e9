#include "textflag.h"

// Eight numbers at a time, each lane the same operations in the same order as
// the loops of kernel.go: the results are equal to the last bit.

// func addAVX(dst, x []float32)
TEXT ·addAVX(SB), NOSPLIT, $0-48
	MOVQ dst_base+0(FP), DI
	MOVQ dst_len+8(FP), CX
	MOVQ x_base+24(FP), SI
	SHRQ $3, CX
	JZ   done
loop:
	VMOVUPS (SI), Y0
	VADDPS  (DI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ    $32, SI
	ADDQ    $32, DI
	DECQ    CX
	JNZ     loop
done:
	VZEROUPPER
	RET

// func axpyAVX(dst []float32, a float32, x []float32)
TEXT ·axpyAVX(SB), NOSPLIT, $0-56
	MOVQ         dst_base+0(FP), DI
	MOVQ         dst_len+8(FP), CX
	VBROADCASTSS a+24(FP), Y1
	MOVQ         x_base+32(FP), SI
	SHRQ         $3, CX
	JZ           done
loop:
	VMULPS  (SI), Y1, Y0
	VADDPS  (DI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ    $32, SI
	ADDQ    $32, DI
	DECQ    CX
	JNZ     loop
done:
	VZEROUPPER
	RET

// func dotAVX(lanes *[8]float32, a, b []float32)
TEXT ·dotAVX(SB), NOSPLIT, $0-56
	MOVQ   lanes+0(FP), DX
	MOVQ   a_base+8(FP), DI
	MOVQ   a_len+16(FP), CX
	MOVQ   b_base+32(FP), SI
	VXORPS Y0, Y0, Y0
	SHRQ   $3, CX
	JZ     done
loop:
	VMOVUPS (DI), Y1
	VMULPS  (SI), Y1, Y1
	VADDPS  Y1, Y0, Y0
	ADDQ    $32, SI
	ADDQ    $32, DI
	DECQ    CX
	JNZ     loop
done:
	VMOVUPS Y0, (DX)
	VZEROUPPER
	RET

// func adagradAVX(w, sq, x []float32, by, rate float32)
TEXT ·adagradAVX(SB), NOSPLIT, $0-80
	MOVQ         w_base+0(FP), DI
	MOVQ         w_len+8(FP), CX
	MOVQ         sq_base+24(FP), DX
	MOVQ         x_base+48(FP), SI
	VBROADCASTSS by+72(FP), Y1
	VBROADCASTSS rate+76(FP), Y2
	SHRQ         $3, CX
	JZ           done
loop:
	VMULPS  (SI), Y1, Y3   // d = g x
	VMULPS  Y3, Y3, Y4
	VADDPS  (DX), Y4, Y4   // sq += d d
	VMOVUPS Y4, (DX)
	VSQRTPS Y4, Y4
	VMULPS  Y3, Y2, Y3
	VDIVPS  Y4, Y3, Y3     // rate d / sqrt(sq)
	VMOVUPS (DI), Y5
	VSUBPS  Y3, Y5, Y5
	VMOVUPS Y5, (DI)
	ADDQ    $32, SI
	ADDQ    $32, DI
	ADDQ    $32, DX
	DECQ    CX
	JNZ     loop
done:
	VZEROUPPER
	RET
