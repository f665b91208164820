/* Vectors of float32, for kernels that are compiled once for each kind of machine: AVX-512, AVX2, what every
 * x86-64 or ARM64 has, and plain C, a vector of one, for all other machines and where PS_SIMD_PLAIN is
 * defined. To be included by such a kernel file alone, whose build says by flags which it is
 * (core/CMakeLists.txt).
 *
 * A comparison here is never true of a NaN. v_max(value, best) keeps best unless value is larger: of equal
 * cells (and of the two zeros) the first stays, as the order of arguments says; a NaN in best stays, one in
 * value is lost, so kernels look for NaN apart (Flags). v_even and v_odd split two vectors into every other
 * lane; _apart in an order of the machine's own, which v_settle puts right.
 *
 * v_join takes LANES neighbours out of two vectors, from lane first on, which is 1, 2, 4 or 8; v_order any
 * lanes of two, as an Order says; v_carry the last lane of one and all but the last of another. _part loads
 * and stores count lanes, and touches no others. v_fetch asks for what will be read soon; v_stream writes
 * past the cache, to whole vectors' addresses, and is over with v_fence. v_steps is 0, by, 2 by …;
 * v_store_indices writes first plus whole offsets.
 */
#ifndef PS_SIMD_H
#define PS_SIMD_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined(PS_SIMD_PLAIN) || !(defined(__SSE2__) || defined(__aarch64__))

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
static inline void v_fetch(const float *from) {
    (void)from;
}
static inline void v_fence(void) {
}
static inline Vec v_load_part(const float *from, int64_t count, float rest) {
    return count > 0 ? *from : rest;
}
static inline void v_store_part(float *to, Vec a, int64_t count) {
    if (count > 0) {
        *to = a;
    }
}
static inline Vec v_join(Vec a, Vec b, int first) {
    return first == 0 ? a : b;
}
typedef int Order;
static inline Order v_make_order(const int lanes[LANES]) {
    return lanes[0];
}
static inline Vec v_order(Vec a, Vec b, Order order) {
    return order == 0 ? a : b;
}
static inline Flags v_above(Vec value, Vec best) {
    return value > best;
}
static inline Flags v_nan(Vec a) {
    return isnan(a);
}
static inline Flags flags_or(Flags a, Flags b) {
    return a || b;
}
static inline Vec v_pick(Flags flags, Vec yes, Vec no) {
    return flags ? yes : no;
}
static inline Vec v_steps(int by) {
    (void)by;
    return 0;
}
static inline void v_store_indices(int64_t *to, Vec offsets, int64_t first, int64_t count) {
    if (count > 0) {
        *to = first + (int64_t)offsets;
    }
}

#elif defined(__AVX512F__)

#include <immintrin.h>

enum { LANES = 16 };
typedef __m512 Vec;
typedef __mmask16 Flags;

static inline Vec v_load(const float *from) {
    Vec a = _mm512_loadu_ps(from);
    __asm__("" : "+v"(a));
    return a;
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
static inline void v_fetch(const float *from) {
    _mm_prefetch((const char *)from, _MM_HINT_T0);
}
static inline void v_fence(void) {
    _mm_sfence();
}
static inline __mmask16 v_first(int64_t count) {
    return (__mmask16)(count >= LANES ? 0xFFFFU : count <= 0 ? 0U : (1U << count) - 1U);
}
static inline Vec v_load_part(const float *from, int64_t count, float rest) {
    return _mm512_mask_loadu_ps(_mm512_set1_ps(rest), v_first(count), from);
}
static inline void v_store_part(float *to, Vec a, int64_t count) {
    _mm512_mask_storeu_ps(to, v_first(count), a);
}
static inline Vec v_join(Vec a, Vec b, int first) {
    const __m512i low = _mm512_castps_si512(a);
    const __m512i high = _mm512_castps_si512(b);
    switch (first) {
    case 1:
        return _mm512_castsi512_ps(_mm512_alignr_epi32(high, low, 1));
    case 2:
        return _mm512_castsi512_ps(_mm512_alignr_epi32(high, low, 2));
    case 4:
        return _mm512_castsi512_ps(_mm512_alignr_epi32(high, low, 4));
    default:
        return _mm512_castsi512_ps(_mm512_alignr_epi32(high, low, 8));
    }
}
typedef __m512i Order;
static inline Order v_make_order(const int lanes[LANES]) {
    return _mm512_loadu_si512(lanes);
}
static inline Vec v_order(Vec a, Vec b, Order order) {
    return _mm512_permutex2var_ps(a, order, b);
}
static inline Flags v_above(Vec value, Vec best) {
    return _mm512_cmp_ps_mask(value, best, _CMP_GT_OQ);
}
static inline Flags v_nan(Vec a) {
    return _mm512_cmp_ps_mask(a, a, _CMP_UNORD_Q);
}
static inline Flags flags_or(Flags a, Flags b) {
    return _kor_mask16(a, b);
}
static inline Vec v_pick(Flags flags, Vec yes, Vec no) {
    return _mm512_mask_mov_ps(no, flags, yes);
}
static inline Vec v_steps(int by) {
    const __m512 lanes = _mm512_setr_ps(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    return _mm512_mul_ps(lanes, _mm512_set1_ps((float)by));
}
static inline void v_store_indices(int64_t *to, Vec offsets, int64_t first, int64_t count) {
    const __mmask16 kept = v_first(count);
    const __m512i start = _mm512_set1_epi64(first);
    const __m512i low = _mm512_cvttps_epi64(_mm512_castps512_ps256(offsets));
    const __m512i high = _mm512_cvttps_epi64(_mm512_extractf32x8_ps(offsets, 1));
    _mm512_mask_storeu_epi64(to, (__mmask8)kept, _mm512_add_epi64(start, low));
    _mm512_mask_storeu_epi64(to + LANES / 2, (__mmask8)(kept >> 8), _mm512_add_epi64(start, high));
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
static inline void v_fetch(const float *from) {
    _mm_prefetch((const char *)from, _MM_HINT_T0);
}
static inline void v_fence(void) {
    _mm_sfence();
}
static inline __m256i v_first(int64_t count) {
    const __m256i lanes = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    return _mm256_cmpgt_epi32(_mm256_set1_epi32((int)(count > LANES ? LANES : count < 0 ? 0 : count)), lanes);
}
static inline Vec v_load_part(const float *from, int64_t count, float rest) {
    const __m256i first = v_first(count);
    return _mm256_blendv_ps(_mm256_set1_ps(rest), _mm256_maskload_ps(from, first),
                            _mm256_castsi256_ps(first));
}
static inline void v_store_part(float *to, Vec a, int64_t count) {
    _mm256_maskstore_ps(to, v_first(count), a);
}
static inline Vec v_join(Vec a, Vec b, int first) {
    const __m256i low = _mm256_castps_si256(a);
    const __m256i middle = _mm256_permute2x128_si256(low, _mm256_castps_si256(b), 0x21);
    switch (first) {
    case 1:
        return _mm256_castsi256_ps(_mm256_alignr_epi8(middle, low, 4));
    case 2:
        return _mm256_castsi256_ps(_mm256_alignr_epi8(middle, low, 8));
    default:
        return _mm256_castsi256_ps(middle);
    }
}
typedef __m256i Order;
static inline Order v_make_order(const int lanes[LANES]) {
    return _mm256_loadu_si256((const __m256i *)(const void *)lanes);
}
static inline Vec v_order(Vec a, Vec b, Order order) {
    const __m256i second = _mm256_cmpgt_epi32(order, _mm256_set1_epi32(LANES - 1));
    return _mm256_blendv_ps(_mm256_permutevar8x32_ps(a, order), _mm256_permutevar8x32_ps(b, order),
                            _mm256_castsi256_ps(second));
}
static inline Flags v_above(Vec value, Vec best) {
    return _mm256_cmp_ps(value, best, _CMP_GT_OQ);
}
static inline Flags v_nan(Vec a) {
    return _mm256_cmp_ps(a, a, _CMP_UNORD_Q);
}
static inline Flags flags_or(Flags a, Flags b) {
    return _mm256_or_ps(a, b);
}
static inline Vec v_pick(Flags flags, Vec yes, Vec no) {
    return _mm256_blendv_ps(no, yes, flags);
}
static inline Vec v_steps(int by) {
    return _mm256_mul_ps(_mm256_setr_ps(0, 1, 2, 3, 4, 5, 6, 7), _mm256_set1_ps((float)by));
}
static inline void v_store_all_indices(int64_t *to, Vec offsets, int64_t first) {
    const __m256i whole = _mm256_cvttps_epi32(offsets);
    const __m256i low = _mm256_cvtepi32_epi64(_mm256_castsi256_si128(whole));
    const __m256i high = _mm256_cvtepi32_epi64(_mm256_extracti128_si256(whole, 1));
    const __m256i start = _mm256_set1_epi64x(first);
    _mm256_storeu_si256((__m256i *)(void *)to, _mm256_add_epi64(start, low));
    _mm256_storeu_si256((__m256i *)(void *)(to + LANES / 2), _mm256_add_epi64(start, high));
}
static inline void v_store_indices(int64_t *to, Vec offsets, int64_t first, int64_t count) {
    int64_t lanes[LANES];
    v_store_all_indices(count < LANES ? lanes : to, offsets, first);
    for (int i = 0; count < LANES && i < count; i++) {
        to[i] = lanes[i];
    }
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
static inline void v_fetch(const float *from) {
    _mm_prefetch((const char *)from, _MM_HINT_T0);
}
static inline void v_fence(void) {
    _mm_sfence();
}
static inline Vec v_load_part(const float *from, int64_t count, float rest) {
    float lanes[LANES] = {rest, rest, rest, rest};
    for (int i = 0; i < LANES && i < count; i++) {
        lanes[i] = from[i];
    }
    return v_load(lanes);
}
static inline void v_store_part(float *to, Vec a, int64_t count) {
    float lanes[LANES];
    v_store(lanes, a);
    for (int i = 0; i < LANES && i < count; i++) {
        to[i] = lanes[i];
    }
}
static inline Vec v_join(Vec a, Vec b, int first) {
    if (first == 2) {
        return _mm_shuffle_ps(a, b, _MM_SHUFFLE(1, 0, 3, 2));
    }
    const __m128 middle = _mm_shuffle_ps(a, b, _MM_SHUFFLE(0, 0, 3, 3));
    return _mm_shuffle_ps(a, middle, _MM_SHUFFLE(2, 0, 2, 1));
}
typedef struct Order {
    int lanes[LANES];
} Order;
static inline Order v_make_order(const int lanes[LANES]) {
    return (Order){{lanes[0], lanes[1], lanes[2], lanes[3]}};
}
static inline Vec v_order(Vec a, Vec b, Order order) {
    float from[2 * LANES];
    v_store(from, a);
    v_store(from + LANES, b);
    return _mm_setr_ps(from[order.lanes[0]], from[order.lanes[1]], from[order.lanes[2]],
                       from[order.lanes[3]]);
}
static inline Flags v_above(Vec value, Vec best) {
    return _mm_cmpgt_ps(value, best);
}
static inline Flags v_nan(Vec a) {
    return _mm_cmpunord_ps(a, a);
}
static inline Flags flags_or(Flags a, Flags b) {
    return _mm_or_ps(a, b);
}
static inline Vec v_pick(Flags flags, Vec yes, Vec no) {
    return _mm_or_ps(_mm_and_ps(flags, yes), _mm_andnot_ps(flags, no));
}
static inline Vec v_steps(int by) {
    return _mm_mul_ps(_mm_setr_ps(0, 1, 2, 3), _mm_set1_ps((float)by));
}
static inline void v_store_all_indices(int64_t *to, Vec offsets, int64_t first) {
    const __m128i whole = _mm_cvttps_epi32(offsets);
    const __m128i sign = _mm_srai_epi32(whole, 31);
    const __m128i start = _mm_set1_epi64x(first);
    _mm_storeu_si128((__m128i *)(void *)to, _mm_add_epi64(start, _mm_unpacklo_epi32(whole, sign)));
    _mm_storeu_si128((__m128i *)(void *)(to + 2), _mm_add_epi64(start, _mm_unpackhi_epi32(whole, sign)));
}
static inline void v_store_indices(int64_t *to, Vec offsets, int64_t first, int64_t count) {
    int64_t lanes[LANES];
    v_store_all_indices(count < LANES ? lanes : to, offsets, first);
    for (int i = 0; count < LANES && i < count; i++) {
        to[i] = lanes[i];
    }
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
static inline void v_fetch(const float *from) {
    __builtin_prefetch(from);
}
static inline void v_fence(void) {
}
static inline Vec v_load_part(const float *from, int64_t count, float rest) {
    float lanes[LANES] = {rest, rest, rest, rest};
    for (int i = 0; i < LANES && i < count; i++) {
        lanes[i] = from[i];
    }
    return v_load(lanes);
}
static inline void v_store_part(float *to, Vec a, int64_t count) {
    float lanes[LANES];
    v_store(lanes, a);
    for (int i = 0; i < LANES && i < count; i++) {
        to[i] = lanes[i];
    }
}
static inline Vec v_join(Vec a, Vec b, int first) {
    return first == 2 ? vextq_f32(a, b, 2) : vextq_f32(a, b, 1);
}
typedef uint8x16_t Order;
static inline Order v_make_order(const int lanes[LANES]) {
    uint8_t bytes[16];
    for (int i = 0; i < 16; i++) {
        bytes[i] = (uint8_t)(4 * lanes[i / 4] + i % 4);
    }
    return vld1q_u8(bytes);
}
static inline Vec v_order(Vec a, Vec b, Order order) {
    const uint8x16x2_t from = {{vreinterpretq_u8_f32(a), vreinterpretq_u8_f32(b)}};
    return vreinterpretq_f32_u8(vqtbl2q_u8(from, order));
}
static inline Flags v_above(Vec value, Vec best) {
    return vcgtq_f32(value, best);
}
static inline Flags v_nan(Vec a) {
    return vmvnq_u32(vceqq_f32(a, a));
}
static inline Flags flags_or(Flags a, Flags b) {
    return vorrq_u32(a, b);
}
static inline Vec v_pick(Flags flags, Vec yes, Vec no) {
    return vbslq_f32(flags, yes, no);
}
static inline Vec v_steps(int by) {
    const float32x4_t lanes = {0, 1, 2, 3};
    return vmulq_n_f32(lanes, (float)by);
}
static inline void v_store_all_indices(int64_t *to, Vec offsets, int64_t first) {
    const int32x4_t whole = vcvtq_s32_f32(offsets);
    const int64x2_t start = vdupq_n_s64(first);
    vst1q_s64(to, vaddq_s64(start, vmovl_s32(vget_low_s32(whole))));
    vst1q_s64(to + 2, vaddq_s64(start, vmovl_s32(vget_high_s32(whole))));
}
static inline void v_store_indices(int64_t *to, Vec offsets, int64_t first, int64_t count) {
    int64_t lanes[LANES];
    v_store_all_indices(count < LANES ? lanes : to, offsets, first);
    for (int i = 0; count < LANES && i < count; i++) {
        to[i] = lanes[i];
    }
}

#endif

#endif
