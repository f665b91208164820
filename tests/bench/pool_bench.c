/* How fast pooling is: a table of shapes; for each our time, and as ratios the four obvious loops, the floor,
 * memcpy and other libraries (pool_peers.h) on the same data. One thread, all of a row interleaved, medians
 * of many rounds. Reports, and passes or fails nothing: pool_bench [--json] [FILTER]
 *
 * The floor is reading the input and writing the output at full speed, with the widest vectors there are.
 */
#define _POSIX_C_SOURCE 200809L /* NOLINT(bugprone-reserved-identifier): clock_gettime, setenv, execv */

#include "core/memory.h"
#include "core/pool.h"
#include "core/pool_kernels.h"

#include "pool_floor.h"
#include "pool_peers.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

typedef struct Shape {
    const char *name;
    int channels, side;
    PsPoolOp op;
    int kernel, stride, padding;
    bool indices;
} Shape;

static const Shape shapes[] = {
    {"64x112x112 k2 s2 max", 64, 112, PS_POOL_MAX, 2, 2, 0, false},
    {"64x112x112 k2 s2 avg", 64, 112, PS_POOL_AVG, 2, 2, 0, false},
    {"64x112x112 k3 s2 p1 max", 64, 112, PS_POOL_MAX, 3, 2, 1, false},
    {"64x112x112 k3 s2 p1 avg", 64, 112, PS_POOL_AVG, 3, 2, 1, false},
    {"64x112x112 k3 s1 p1 max", 64, 112, PS_POOL_MAX, 3, 1, 1, false},
    {"512x14x14 k2 s2 max", 512, 14, PS_POOL_MAX, 2, 2, 0, false},
    {"512x14x14 k2 s2 avg", 512, 14, PS_POOL_AVG, 2, 2, 0, false},
    {"1x4096x4096 k2 s2 max", 1, 4096, PS_POOL_MAX, 2, 2, 0, false},
    {"1x4096x4096 k2 s2 avg", 1, 4096, PS_POOL_AVG, 2, 2, 0, false},
    {"64x112x112 k2 s2 max, indices", 64, 112, PS_POOL_MAX, 2, 2, 0, true},
    {"512x14x14 k2 s2 max, indices", 512, 14, PS_POOL_MAX, 2, 2, 0, true},
    {"1x4096x4096 k2 s2 max, indices", 1, 4096, PS_POOL_MAX, 2, 2, 0, true},
    {"1x2048x2048 k31 s1 p15 max", 1, 2048, PS_POOL_MAX, 31, 1, 15, false},
    {"1x2048x2048 k31 s1 p15 avg", 1, 2048, PS_POOL_AVG, 31, 1, 15, false},
    {"1x2048x2048 k101 s1 p50 max", 1, 2048, PS_POOL_MAX, 101, 1, 50, false},
    {"1x2048x2048 k101 s1 p50 avg", 1, 2048, PS_POOL_AVG, 101, 1, 50, false},
    {"512x7x7 gap", 512, 7, PS_POOL_GAP, 1, 1, 0, false},
    {"1x4096x4096 gap", 1, 4096, PS_POOL_GAP, 1, 1, 0, false},
    {"1x4x4 k2 s2 max", 1, 4, PS_POOL_MAX, 2, 2, 0, false},
};
enum { SHAPES = sizeof shapes / sizeof shapes[0], ROUNDS = 400, WARMING = 3, OURS = 4, MOST_PEERS = 8 };

/* Seconds that all rounds of a shape may take; what takes longer than a moment is slow, and runs but thrice.
 */
static const double PATIENCE = 3;
static const double MOMENT = 0.02;

/* Cells read by windows: what reads each window whole is not asked for more; of the loops, so many rows. */
static const double MOST_READS = 1e9;

static const PoolPeer *const peers[] = {
#ifdef POOL_PEER_DNNL
    &pool_peer_dnnl,
    &pool_peer_dnnl_nhwc,
    &pool_peer_dnnl_blocked,
#endif
#ifdef POOL_PEER_XNNPACK
    &pool_peer_xnnpack,
#endif
#ifdef POOL_PEER_OPENCV
    &pool_peer_opencv,
#endif
    NULL};

typedef struct Bench {
    const Shape *shape;
    PsPool pool;
    PsMap input, output;
    int64_t *indices;
    float *copy; /* as large as the input */
    float sink;
} Bench;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void run_ours(Bench *bench) {
    PsError error;
    if (ps_pool_into(&bench->pool, &bench->input, &bench->output, bench->indices, &error) != PS_OK) {
        abort();
    }
}

/* A window as anybody would write it: padding is not read, and counts in the divisor. */
static float loop_window(const PsMap *in, PsPoolOp op, int c, int top, int left, int kernel) {
    float best = -INFINITY;
    float sum = 0;
    for (int row = top; row < top + kernel; row++) {
        for (int column = left; column < left + kernel; column++) {
            if (row >= 0 && row < in->height && column >= 0 && column < in->width) {
                const float value = in->values[((int64_t)c * in->height + row) * in->width + column];
                best = value > best ? value : best;
                sum += value;
            }
        }
    }
    return op == PS_POOL_MAX ? best : sum / (float)(kernel * kernel);
}

static double reads_of(const Bench *bench) {
    return (double)ps_map_cells(&bench->output) * bench->shape->kernel * bench->shape->kernel;
}

/* Rows of each plane that the loops do. */
static int rows_for_loops(const Bench *bench) {
    const double share = MOST_READS / reads_of(bench);
    const int rows = (int)(bench->output.height * share);
    return share > 1 ? bench->output.height : rows > 1 ? rows : 1;
}

static void run_loops(Bench *bench) {
    const PsPool *pool = &bench->pool;
    const bool whole = pool->op == PS_POOL_GAP;
    const int kernel = whole ? bench->input.height : pool->kernel_size[PS_HEIGHT];
    const int stride = whole ? 1 : ps_pool_stride(pool, PS_HEIGHT);
    const int padding = whole ? 0 : pool->padding[PS_HEIGHT];
    for (int c = 0; c < bench->output.channels; c++) {
        for (int y = 0; y < rows_for_loops(bench); y++) {
            for (int x = 0; x < bench->output.width; x++) {
                ps_map_set(&bench->output, c, y, x,
                           loop_window(&bench->input, pool->op, c, y * stride - padding, x * stride - padding,
                                       kernel));
            }
        }
    }
}

/* By the name of the kernels. */
static PoolFloor *floor_of(const char *name) {
    static const struct {
        const char *name;
        PoolFloor *run;
    } floors[] = {
        {"plain", pool_floor_plain},
#ifdef POOL_FLOOR_baseline
        {"baseline", pool_floor_baseline},
#endif
#ifdef POOL_FLOOR_avx2
        {"avx2", pool_floor_avx2},
        {"avx512", pool_floor_avx512},
#endif
    };
    size_t i = 0;
    while (strcmp(floors[i].name, name) != 0) {
        i++;
    }
    return floors[i].run;
}

static void run_floor(Bench *bench) {
    PoolFloor *const run = floor_of(ps_pool_kernels()->name);
    const int64_t written = ps_map_cells(&bench->output) * (bench->indices != NULL ? 3 : 1);
    float *to = bench->indices != NULL ? (float *)(void *)bench->indices : bench->output.values;
    const int64_t own = bench->indices != NULL ? 2 * ps_map_cells(&bench->output) : written;
    bench->sink += run(bench->input.values, ps_map_cells(&bench->input), to, own);
    if (bench->indices != NULL) {
        bench->sink += run(bench->input.values, 0, bench->output.values, written - own);
    }
}

static void run_copy(Bench *bench) {
    memcpy(bench->copy, bench->input.values, (size_t)ps_map_cells(&bench->input) * sizeof(float));
}

typedef struct Runner {
    const char *name;
    void (*run)(Bench *bench);
    bool slow; /* a few rounds are enough */
} Runner;

static const Runner runners[OURS] = {{"ours", run_ours, false},
                                     {"four loops", run_loops, true},
                                     {"floor", run_floor, false},
                                     {"memcpy", run_copy, false}};

/* What runs on one shape: ours, then those of the peers that can. */
typedef struct Race {
    const PoolPeer *peers[MOST_PEERS];
    void *states[MOST_PEERS];
    int count; /* of peers */
    double medians[OURS + MOST_PEERS];
} Race;

static int compare(const void *one, const void *other) {
    const double a = *(const double *)one;
    const double b = *(const double *)other;
    return a < b ? -1 : a > b;
}

static double median(double *times, int count) {
    qsort(times, (size_t)count, sizeof *times, compare);
    return count > 0 ? times[count / 2] : (double)NAN;
}

static void run_one(Race *race, Bench *bench, int i) {
    if (i < OURS) {
        runners[i].run(bench);
    } else {
        race->peers[i - OURS]->run(race->states[i - OURS]);
    }
}

/* Short runs are timed many at a time, so that the clock does not show. Before, so many are not timed: who
 * comes next would find in the cache what who came before has read, or left out. */
static double time_of(Race *race, Bench *bench, int i, int repeats, int warming) {
    for (int n = 0; n < warming; n++) {
        run_one(race, bench, i);
    }
    const double start = now();
    for (int n = 0; n < repeats; n++) {
        run_one(race, bench, i);
    }
    return (now() - start) / repeats;
}

static void measure(Race *race, Bench *bench) {
    static double times[OURS + MOST_PEERS][ROUNDS];
    int counts[OURS + MOST_PEERS] = {0};
    int repeats[OURS + MOST_PEERS];
    bool slow[OURS + MOST_PEERS];
    const int count = OURS + race->count;
    /* Slow ones first: what they take is not to be taken from the others. */
    for (int i = 0; i < count; i++) {
        const double once = time_of(race, bench, i, 1, 0);
        slow[i] = once > MOMENT || (i < OURS && runners[i].slow);
        repeats[i] = once < 1e-5 ? (int)(2e-5 / (once + 1e-8)) + 1 : 1;
        for (int round = 0; round < 3 && slow[i]; round++) {
            times[i][counts[i]++] = time_of(race, bench, i, repeats[i], 0);
        }
    }
    const double start = now();
    for (int round = 0; round < ROUNDS && now() - start < PATIENCE; round++) {
        for (int i = 0; i < count; i++) {
            if (!slow[i]) {
                times[i][counts[i]++] = time_of(race, bench, i, repeats[i], WARMING);
            }
        }
    }
    for (int i = 0; i < count; i++) {
        race->medians[i] = median(times[i], counts[i]);
    }
    race->medians[1] *= (double)bench->output.height / rows_for_loops(bench);
}

static bool agrees(const Bench *bench, const PoolPeer *peer, const void *state) {
    const PsMap *map = &bench->output;
    for (int n = 0; n < 64; n++) {
        const int c = n * 7 % map->channels;
        const int y = n * 13 % map->height;
        const int x = n * 29 % map->width;
        if (!(fabsf(ps_map_get(map, c, y, x) - peer->output(state, c, y, x)) < 1e-4F)) {
            return false;
        }
    }
    return true;
}

static bool is_within_reach(const Bench *bench, const PoolPeer *peer) {
    return reads_of(bench) < MOST_READS || strcmp(peer->name, "OpenCV") == 0;
}

/* The peers that pool this, and find the same. */
static void open_race(Bench *bench, Race *race) {
    const Shape *shape = bench->shape;
    const PoolPeerCase wanted = {.channels = shape->channels,
                                 .side = shape->side,
                                 .out_side = bench->output.height,
                                 .kernel = shape->kernel,
                                 .stride = shape->stride,
                                 .padding = shape->padding,
                                 .max = shape->op == PS_POOL_MAX,
                                 .whole = shape->op == PS_POOL_GAP,
                                 .indices = shape->indices,
                                 .input = bench->input.values};
    *race = (Race){.count = 0};
    run_ours(bench);
    for (int i = 0; peers[i] != NULL; i++) {
        void *state = is_within_reach(bench, peers[i]) ? peers[i]->open(&wanted) : NULL;
        if (state == NULL) {
            continue;
        }
        peers[i]->run(state);
        if (!agrees(bench, peers[i], state)) {
            fprintf(stderr, "%s: %s finds something else\n", shape->name, peers[i]->name);
            peers[i]->close(state);
            continue;
        }
        race->peers[race->count] = peers[i];
        race->states[race->count++] = state;
    }
}

static void close_race(Race *race) {
    for (int i = 0; i < race->count; i++) {
        race->peers[i]->close(race->states[i]);
    }
}

static bool open_bench(const Shape *shape, Bench *bench) {
    int64_t size[PS_AXES];
    uint32_t state = 1;
    *bench = (Bench){.shape = shape, .pool = ps_pool_default()};
    bench->pool.op = shape->op;
    for (int axis = 0; axis < PS_AXES; axis++) {
        bench->pool.kernel_size[axis] = shape->kernel;
        bench->pool.stride[axis] = shape->stride;
        bench->pool.padding[axis] = shape->padding;
    }
    if (ps_map_init(&bench->input, shape->channels, shape->side, shape->side, NULL) != PS_OK ||
        ps_pool_output_size(&bench->pool, shape->side, shape->side, size, NULL) != PS_OK ||
        ps_map_init(&bench->output, shape->channels, size[PS_HEIGHT], size[PS_WIDTH], NULL) != PS_OK) {
        return false;
    }
    for (int64_t i = 0; i < ps_map_cells(&bench->input); i++) {
        state = state * 1664525U + 1013904223U;
        bench->input.values[i] = (float)(state >> 8) / (float)(1 << 24) - 0.5F;
    }
    bench->copy = ps_allocate((size_t)ps_map_cells(&bench->input), sizeof *bench->copy);
    if (shape->indices) {
        bench->indices = ps_allocate((size_t)ps_map_cells(&bench->output), sizeof *bench->indices);
    }
    return bench->copy != NULL && (!shape->indices || bench->indices != NULL);
}

static void close_bench(Bench *bench) {
    ps_release(bench->copy);
    ps_release(bench->indices);
    ps_map_free(&bench->input);
    ps_map_free(&bench->output);
}

static void print_json(const Shape *shape, const Race *race, bool first) {
    printf("%s{\"shape\":\"%s\",\"ours_us\":%.4g,\"loops_us\":%.4g,\"floor_us\":%.4g,\"memcpy_us\":%.4g,"
           "\"peers\":[",
           first ? "" : ",\n", shape->name, race->medians[0] * 1e6, race->medians[1] * 1e6,
           race->medians[2] * 1e6, race->medians[3] * 1e6);
    for (int i = 0; i < race->count; i++) {
        printf("%s{\"name\":\"%s\",\"own_layout\":%s,\"us\":%.4g}", i > 0 ? "," : "", race->peers[i]->name,
               race->peers[i]->own_layout ? "true" : "false", race->medians[OURS + i] * 1e6);
    }
    printf("]}");
}

/* A peer's ratio says how many times as long as ours it takes. */
static void print_row(const Shape *shape, const Race *race) {
    const double ours = race->medians[0];
    printf("%-32s %10.3f us   loops %8.1f x   floor %5.2f x   memcpy %5.2f x", shape->name, ours * 1e6,
           race->medians[1] / ours, ours / race->medians[2], ours / race->medians[3]);
    for (int i = 0; i < race->count; i++) {
        printf("   %s %.2f x", race->peers[i]->name, race->medians[OURS + i] / ours);
    }
    printf("\n");
    fflush(stdout);
}

/* OpenMP reads this before main begins. */
static void run_with_one_thread(char **argv) {
    const char *threads = getenv("OMP_NUM_THREADS");
    if (peers[0] != NULL && (threads == NULL || strcmp(threads, "1") != 0)) {
        setenv("OMP_NUM_THREADS", "1", 1);
        execv("/proc/self/exe", argv);
    }
}

/* Or maps would lie where those of the shape before were, in pages as small and scattered as it left them. */
static void give_maps_memory_of_their_own(void) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
#endif
}

int main(int argc, char **argv) {
    bool json = false;
    const char *filter = "";
    bool first = true;
    run_with_one_thread(argv);
    give_maps_memory_of_their_own();
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--json") == 0) {
            json = true;
        } else {
            filter = argv[i];
        }
    }
    if (json) {
        printf("[");
    } else {
        printf("kernels: %s\n", ps_pool_kernels()->name);
    }
    for (int i = 0; i < SHAPES; i++) {
        Bench bench;
        Race race;
        if (strstr(shapes[i].name, filter) == NULL) {
            continue;
        }
        if (open_bench(&shapes[i], &bench)) {
            open_race(&bench, &race);
            measure(&race, &bench);
            if (json) {
                print_json(&shapes[i], &race, first);
            } else {
                print_row(&shapes[i], &race);
            }
            close_race(&race);
            first = false;
        }
        close_bench(&bench);
    }
    printf(json ? "]\n" : "");
    return 0;
}
