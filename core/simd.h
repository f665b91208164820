/* Vectors of float32, for kernels that are compiled once for each kind of machine: AVX-512, AVX2, what every
 * x86-64 or ARM64 has, and plain C, a vector of one. To be included by such a kernel file alone, whose build
 * says by flags which it is (core/CMakeLists.txt).
 *
 * A comparison here is never true of a NaN. v_max(value, best) keeps best unless value is larger: of equal
 * cells (and of the two zeros) the first stays, as the order of arguments says; a NaN in best stays, one in
 * value is lost, so kernels look for NaN apart (Flags). v_even and v_odd split two vectors into every other
 * lane; _apart in an order of the machine's own, which v_settle puts right.
 */
#ifndef PS_SIMD_H
#define PS_SIMD_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined(PS_SIMD_PLAIN)

enum { LANES = 1 };
typedef float Vec;
typedef bool Flags;

static inline Vec v_load(const float *from) {
    return *from;
}
static inline void v_store(float *to, Vec a) {
    *to = a;
}
static inline void v_stream(float *to, Vec a) {
    *to = a;
}
static inline Vec v_set(float value) {
    return value;
}
static inline Vec v_max(Vec value, Vec best) {
    return value > best ? value : best;
}
static inline Vec v_add(Vec a, Vec b) {
    return a + b;
}
static inline Vec v_mul(Vec a, Vec b) {
    return a * b;
}
static inline Vec v_even(Vec a, Vec b) {
    (void)b;
    return a;
}
static inline Vec v_odd(Vec a, Vec b) {
    (void)a;
    return b;
}
static inline Vec v_even_apart(Vec a, Vec b) {
    return v_even(a, b);
}
static inline Vec v_odd_apart(Vec a, Vec b) {
    return v_odd(a, b);
}
static inline Vec v_settle(Vec a) {
    return a;
}
static inline Vec v_carry(Vec before, Vec a) {
    (void)a;
    return before;
}
static inline float v_last(Vec a) {
    return a;
}
static inline Flags flags_none(void) {
    return false;
}
static inline Flags flags_nan(Flags flags, Vec a, Vec b) {
    return flags || isnan(a) || isnan(b);
}
static inline bool flags_any(Flags flags) {
    return flags;
}
static inline Vec v_nan_max(Vec value, Vec best) {
    return value > best || isnan(value) ? value : best;
}
static inline double v_sum(Vec a) {
    return (double)a;
}
static inline void v_fence(void) {
}

#elif defined(__AVX512F__)

#include <immintrin.h>

enum { LANES = 16 };
typedef __m512 Vec;
typedef __mmask16 Flags;

static inline Vec v_load(const float *from) {
    return _mm512_loadu_ps(from);
}
static inline void v_store(float *to, Vec a) {
    _mm512_storeu_ps(to, a);
}
static inline void v_stream(float *to, Vec a) {
    _mm512_stream_ps(to, a);
}
static inline Vec v_set(float value) {
    return _mm512_set1_ps(value);
}
static inline Vec v_max(Vec value, Vec best) {
    return _mm512_max_ps(value, best);
}
static inline Vec v_add(Vec a, Vec b) {
    return _mm512_add_ps(a, b);
}
static inline Vec v_mul(Vec a, Vec b) {
    return _mm512_mul_ps(a, b);
}
static inline Vec v_even(Vec a, Vec b) {
    const __m512i evens = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
    return _mm512_permutex2var_ps(a, evens, b);
}
static inline Vec v_odd(Vec a, Vec b) {
    const __m512i odds = _mm512_setr_epi32(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
    return _mm512_permutex2var_ps(a, odds, b);
}
static inline Vec v_even_apart(Vec a, Vec b) {
    return _mm512_shuffle_ps(a, b, _MM_SHUFFLE(2, 0, 2, 0));
}
static inline Vec v_odd_apart(Vec a, Vec b) {
    return _mm512_shuffle_ps(a, b, _MM_SHUFFLE(3, 1, 3, 1));
}
static inline Vec v_settle(Vec a) {
    const __m512i order = _mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7);
    return _mm512_castpd_ps(_mm512_permutexvar_pd(order, _mm512_castps_pd(a)));
}
static inline Vec v_carry(Vec before, Vec a) {
    return _mm512_castsi512_ps(
        _mm512_alignr_epi32(_mm512_castps_si512(a), _mm512_castps_si512(before), LANES - 1));
}
static inline Flags flags_none(void) {
    return 0;
}
static inline Flags flags_nan(Flags flags, Vec a, Vec b) {
    return _kor_mask16(flags, _mm512_cmp_ps_mask(a, b, _CMP_UNORD_Q));
}
static inline bool flags_any(Flags flags) {
    return flags != 0;
}
static inline Vec v_nan_max(Vec value, Vec best) {
    return _mm512_mask_mov_ps(v_max(value, best), _mm512_cmp_ps_mask(value, value, _CMP_UNORD_Q), value);
}
static inline double v_sum(Vec a) {
    const __m512d low = _mm512_cvtps_pd(_mm512_castps512_ps256(a));
    const __m512d high = _mm512_cvtps_pd(_mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(a), 1)));
    return _mm512_reduce_add_pd(_mm512_add_pd(low, high));
}
static inline void v_fence(void) {
    _mm_sfence();
}

#elif defined(__AVX2__)

#include <immintrin.h>

enum { LANES = 8 };
typedef __m256 Vec;
typedef __m256 Flags;

static inline Vec v_load(const float *from) {
    return _mm256_loadu_ps(from);
}
static inline void v_store(float *to, Vec a) {
    _mm256_storeu_ps(to, a);
}
static inline void v_stream(float *to, Vec a) {
    _mm256_stream_ps(to, a);
}
static inline Vec v_set(float value) {
    return _mm256_set1_ps(value);
}
static inline Vec v_max(Vec value, Vec best) {
    return _mm256_max_ps(value, best);
}
static inline Vec v_add(Vec a, Vec b) {
    return _mm256_add_ps(a, b);
}
static inline Vec v_mul(Vec a, Vec b) {
    return _mm256_mul_ps(a, b);
}
static inline Vec v_in_order(Vec a) {
    return _mm256_castpd_ps(_mm256_permute4x64_pd(_mm256_castps_pd(a), _MM_SHUFFLE(3, 1, 2, 0)));
}
static inline Vec v_even_apart(Vec a, Vec b) {
    return _mm256_shuffle_ps(a, b, _MM_SHUFFLE(2, 0, 2, 0));
}
static inline Vec v_odd_apart(Vec a, Vec b) {
    return _mm256_shuffle_ps(a, b, _MM_SHUFFLE(3, 1, 3, 1));
}
static inline Vec v_settle(Vec a) {
    return v_in_order(a);
}
static inline Vec v_even(Vec a, Vec b) {
    return v_settle(v_even_apart(a, b));
}
static inline Vec v_odd(Vec a, Vec b) {
    return v_settle(v_odd_apart(a, b));
}
static inline Vec v_carry(Vec before, Vec a) {
    const __m256i middle =
        _mm256_permute2x128_si256(_mm256_castps_si256(before), _mm256_castps_si256(a), 0x21);
    return _mm256_castsi256_ps(_mm256_alignr_epi8(_mm256_castps_si256(a), middle, 12));
}
static inline Flags flags_none(void) {
    return _mm256_setzero_ps();
}
static inline Flags flags_nan(Flags flags, Vec a, Vec b) {
    return _mm256_or_ps(flags, _mm256_cmp_ps(a, b, _CMP_UNORD_Q));
}
static inline bool flags_any(Flags flags) {
    return _mm256_movemask_ps(flags) != 0;
}
static inline Vec v_nan_max(Vec value, Vec best) {
    return _mm256_blendv_ps(v_max(value, best), value, _mm256_cmp_ps(value, value, _CMP_UNORD_Q));
}
static inline double v_sum(Vec a) {
    float lanes[LANES];
    double sum = 0;
    v_store(lanes, a);
    for (int i = 0; i < LANES; i++) {
        sum += (double)lanes[i];
    }
    return sum;
}
static inline void v_fence(void) {
    _mm_sfence();
}

#elif defined(__SSE2__)

#include <emmintrin.h>

enum { LANES = 4 };
typedef __m128 Vec;
typedef __m128 Flags;

static inline Vec v_load(const float *from) {
    return _mm_loadu_ps(from);
}
static inline void v_store(float *to, Vec a) {
    _mm_storeu_ps(to, a);
}
static inline void v_stream(float *to, Vec a) {
    _mm_stream_ps(to, a);
}
static inline Vec v_set(float value) {
    return _mm_set1_ps(value);
}
static inline Vec v_max(Vec value, Vec best) {
    return _mm_max_ps(value, best);
}
static inline Vec v_add(Vec a, Vec b) {
    return _mm_add_ps(a, b);
}
static inline Vec v_mul(Vec a, Vec b) {
    return _mm_mul_ps(a, b);
}
static inline Vec v_even(Vec a, Vec b) {
    return _mm_shuffle_ps(a, b, _MM_SHUFFLE(2, 0, 2, 0));
}
static inline Vec v_odd(Vec a, Vec b) {
    return _mm_shuffle_ps(a, b, _MM_SHUFFLE(3, 1, 3, 1));
}
static inline Vec v_even_apart(Vec a, Vec b) {
    return v_even(a, b);
}
static inline Vec v_odd_apart(Vec a, Vec b) {
    return v_odd(a, b);
}
static inline Vec v_settle(Vec a) {
    return a;
}
static inline Vec v_carry(Vec before, Vec a) {
    const __m128 middle = _mm_shuffle_ps(before, a, _MM_SHUFFLE(0, 0, 3, 3));
    return _mm_shuffle_ps(middle, a, _MM_SHUFFLE(2, 1, 2, 0));
}
static inline Flags flags_none(void) {
    return _mm_setzero_ps();
}
static inline Flags flags_nan(Flags flags, Vec a, Vec b) {
    return _mm_or_ps(flags, _mm_cmpunord_ps(a, b));
}
static inline bool flags_any(Flags flags) {
    return _mm_movemask_ps(flags) != 0;
}
static inline Vec v_nan_max(Vec value, Vec best) {
    const __m128 nan = _mm_cmpunord_ps(value, value);
    return _mm_or_ps(_mm_and_ps(nan, value), _mm_andnot_ps(nan, v_max(value, best)));
}
static inline double v_sum(Vec a) {
    float lanes[LANES];
    v_store(lanes, a);
    return ((double)lanes[0] + (double)lanes[1]) + ((double)lanes[2] + (double)lanes[3]);
}
static inline void v_fence(void) {
    _mm_sfence();
}

#elif defined(__aarch64__)

#include <arm_neon.h>

enum { LANES = 4 };
typedef float32x4_t Vec;
typedef uint32x4_t Flags;

static inline Vec v_load(const float *from) {
    return vld1q_f32(from);
}
static inline void v_store(float *to, Vec a) {
    vst1q_f32(to, a);
}
static inline void v_stream(float *to, Vec a) {
    vst1q_f32(to, a);
}
static inline Vec v_set(float value) {
    return vdupq_n_f32(value);
}
static inline Vec v_max(Vec value, Vec best) {
    return vbslq_f32(vcgtq_f32(value, best), value, best);
}
static inline Vec v_add(Vec a, Vec b) {
    return vaddq_f32(a, b);
}
static inline Vec v_mul(Vec a, Vec b) {
    return vmulq_f32(a, b);
}
static inline Vec v_even(Vec a, Vec b) {
    return vuzp1q_f32(a, b);
}
static inline Vec v_odd(Vec a, Vec b) {
    return vuzp2q_f32(a, b);
}
static inline Vec v_even_apart(Vec a, Vec b) {
    return v_even(a, b);
}
static inline Vec v_odd_apart(Vec a, Vec b) {
    return v_odd(a, b);
}
static inline Vec v_settle(Vec a) {
    return a;
}
static inline Vec v_carry(Vec before, Vec a) {
    return vextq_f32(before, a, 3);
}
static inline Flags flags_none(void) {
    return vdupq_n_u32(0);
}
static inline Flags flags_nan(Flags flags, Vec a, Vec b) {
    return vornq_u32(flags, vandq_u32(vceqq_f32(a, a), vceqq_f32(b, b)));
}
static inline bool flags_any(Flags flags) {
    return vmaxvq_u32(flags) != 0;
}
static inline Vec v_nan_max(Vec value, Vec best) {
    return vbslq_f32(vceqq_f32(value, value), v_max(value, best), value);
}
static inline double v_sum(Vec a) {
    float lanes[LANES];
    v_store(lanes, a);
    return ((double)lanes[0] + (double)lanes[1]) + ((double)lanes[2] + (double)lanes[3]);
}
static inline void v_fence(void) {
}

#endif

#endif
