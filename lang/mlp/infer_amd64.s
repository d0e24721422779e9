#include "textflag.h"

// The inner loops of reading. All numbers are whole, so the results are those of
// the loops in model.go and table.go.

// func findAVX2(fine, coarse []uint32, keys []Key, buckets []bucket, size uint64, rows []uint64, hidden int) (nFine, nCoarse int)
//
// The time goes in waiting for memory, so all buckets are asked for before the
// first is looked at, and each row as soon as it is known. No branch depends on
// whether a key is known, which nobody could foretell: each look writes a row to
// both lists, which grow by one or not.
TEXT ·findAVX2(SB), NOSPLIT, $0-152
	MOVQ fine_base+0(FP), DI
	MOVQ coarse_base+24(FP), SI
	MOVQ keys_base+48(FP), BX
	MOVQ keys_len+56(FP), CX
	MOVQ buckets_base+72(FP), DX
	MOVQ size+96(FP), R8
	XORQ R9, R9                 // fine rows
	XORQ R10, R10               // coarse rows
	LEAQ (BX)(CX*4), CX
	CMPQ BX, CX
	JEQ  done
	MOVQ BX, R11
fetch:
	MOVL (R11), AX
	IMULQ R8, AX
	SHRQ $32, AX
	SHLQ $6, AX
	PREFETCHT0 (DX)(AX*1)
	ADDQ $4, R11
	CMPQ R11, CX
	JNE  fetch
loop:
	VPBROADCASTD (BX), Y0
	MOVL (BX), AX
	IMULQ R8, AX
	SHRQ $32, AX
	SHLQ $6, AX
	ADDQ DX, AX
look:
	VPCMPEQD (AX), Y0, Y1
	VPCMPEQD 32(AX), Y0, Y2
	VMOVMSKPS Y1, R11
	VMOVMSKPS Y2, R12
	SHLL $8, R12
	ORL  R12, R11
	MOVL 60(AX), R12            // marks
	MOVL R12, R13
	SHRL $16, R13
	ANDL R13, R11
	ANDL $0x3fff, R11           // the place of the key, a bit
	TESTL R12, R12
	JS   spilled
settled:
	TZCNTL R11, R13
	SHRXL R13, R12, R12
	ANDL $1, R12                // coarse
	ADDL 56(AX), R13            // row
	MOVL R13, (DI)(R9*4)
	MOVL R13, (SI)(R10*4)
	CMPL R11, $1
	SBBL R11, R11
	INCL R11                    // known
	IMULL R11, R13              // unknown ones ask for row 0
	IMULQ hidden+128(FP), R13
	SHRQ $1, R13
	MOVQ rows_base+104(FP), AX
	PREFETCHT0 (AX)(R13*1)
	CMPQ hidden+128(FP), $128
	JLE  short
	PREFETCHT0 64(AX)(R13*1)
short:
	ANDL R11, R12
	SUBL R12, R11
	ADDQ R11, R9
	ADDQ R12, R10
	ADDQ $4, BX
	CMPQ BX, CX
	JNE  loop
done:
	MOVQ R9, nFine+136(FP)
	MOVQ R10, nCoarse+144(FP)
	VZEROUPPER
	RET
spilled:
	TESTL R11, R11
	JNZ  settled
	ADDQ $64, AX
	JMP  look

// SUM adds the rows of the list AX of length BX to Y0 to Y3: sixteen at a time in
// bytes, which hold the sum of so many, weights at even places in Y4, at odd
// ones in Y5.
#define SUM(group, row, end) \
group: \
	TESTQ BX, BX; \
	JZ end; \
	MOVQ $16, R13; \
	CMPQ BX, R13; \
	CMOVQLT BX, R13; \
	SUBQ R13, BX; \
	VPXOR Y4, Y4, Y4; \
	VPXOR Y5, Y5, Y5; \
row: \
	MOVL (AX), R14; \
	IMULQ R8, R14; \
	VMOVDQU (DX)(R14*1), Y6; \
	VPSRLW $4, Y6, Y7; \
	VPAND Y15, Y6, Y6; \
	VPAND Y15, Y7, Y7; \
	VPADDB Y6, Y4, Y4; \
	VPADDB Y7, Y5, Y5; \
	ADDQ $4, AX; \
	DECQ R13; \
	JNZ row; \
	VPAND Y14, Y4, Y6; \
	VPAND Y14, Y5, Y7; \
	VPSRLW $8, Y4, Y4; \
	VPSRLW $8, Y5, Y5; \
	VPADDW Y6, Y0, Y0; \
	VPADDW Y7, Y1, Y1; \
	VPADDW Y4, Y2, Y2; \
	VPADDW Y5, Y3, Y3; \
	JMP group; \
end:

// func hiddenAVX2(hidden, bias []int16, rows []uint64, fine, coarse []uint32)
TEXT ·hiddenAVX2(SB), NOSPLIT, $0-120
	MOVQ hidden_base+0(FP), DI
	MOVQ hidden_len+8(FP), CX
	MOVQ bias_base+24(FP), SI
	MOVQ rows_base+48(FP), DX
	MOVQ fine_base+72(FP), R9
	MOVQ fine_len+80(FP), R10
	MOVQ coarse_base+96(FP), R11
	MOVQ coarse_len+104(FP), R12
	MOVQ CX, R8
	SHRQ $1, R8                 // bytes of a row
	SHRQ $6, CX                 // blocks
	MOVL $0x0f0f0f0f, AX
	MOVQ AX, X15
	VPBROADCASTD X15, Y15
	MOVL $0x00ff00ff, AX
	MOVQ AX, X14
	VPBROADCASTD X14, Y14
	LEAQ (R10)(R12*2), AX
	SHLQ $3, AX                 // each weight is biased by 8
	MOVQ AX, X13
	VPBROADCASTW X13, Y13
	VPXOR Y12, Y12, Y12
block:
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	MOVQ R11, AX
	MOVQ R12, BX
	SUM(coarse, coarseRow, coarseEnd)
	VPSLLW $1, Y0, Y0
	VPSLLW $1, Y1, Y1
	VPSLLW $1, Y2, Y2
	VPSLLW $1, Y3, Y3
	MOVQ R9, AX
	MOVQ R10, BX
	SUM(fine, fineRow, fineEnd)
	VPSUBW Y13, Y0, Y0
	VPSUBW Y13, Y1, Y1
	VPSUBW Y13, Y2, Y2
	VPSUBW Y13, Y3, Y3
	VPADDW (SI), Y0, Y0
	VPADDW 32(SI), Y1, Y1
	VPADDW 64(SI), Y2, Y2
	VPADDW 96(SI), Y3, Y3
	VPMAXSW Y12, Y0, Y0
	VPMAXSW Y12, Y1, Y1
	VPMAXSW Y12, Y2, Y2
	VPMAXSW Y12, Y3, Y3
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	VMOVDQU Y2, 64(DI)
	VMOVDQU Y3, 96(DI)
	ADDQ $128, DI
	ADDQ $128, SI
	ADDQ $32, DX
	DECQ CX
	JNZ  block
	VZEROUPPER
	RET

// func scoreAVX2(scores []int32, out []int16, bias []int32, hidden []int16)
TEXT ·scoreAVX2(SB), NOSPLIT, $0-96
	MOVQ scores_base+0(FP), DI
	MOVQ scores_len+8(FP), CX
	MOVQ out_base+24(FP), R8
	MOVQ bias_base+48(FP), BX
	MOVQ hidden_base+72(FP), SI
	MOVQ hidden_len+80(FP), DX
	ADDQ DX, DX                 // bytes of a class
four:
	CMPQ CX, $0
	JLE  done
	LEAQ (R8)(DX*1), R9
	LEAQ (R8)(DX*2), R10
	LEAQ (R9)(DX*2), R11
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	XORQ AX, AX
units:
	VMOVDQU (SI)(AX*1), Y4
	VPMADDWD (R8)(AX*1), Y4, Y5
	VPMADDWD (R9)(AX*1), Y4, Y6
	VPMADDWD (R10)(AX*1), Y4, Y7
	VPMADDWD (R11)(AX*1), Y4, Y8
	VPADDD Y5, Y0, Y0
	VPADDD Y6, Y1, Y1
	VPADDD Y7, Y2, Y2
	VPADDD Y8, Y3, Y3
	ADDQ $32, AX
	CMPQ AX, DX
	JNE  units
	VPHADDD Y1, Y0, Y0
	VPHADDD Y3, Y2, Y2
	VPHADDD Y2, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPADDD X1, X0, X0
	VPADDD (BX), X0, X0
	VMOVDQU X0, (DI)
	ADDQ $16, DI
	ADDQ $16, BX
	LEAQ (R8)(DX*4), R8
	SUBQ $4, CX
	JMP  four
done:
	VZEROUPPER
	RET
