/* Other libraries that pool, for pool_bench: those that were found when it was built. Each measures the same
 * shape on the same row-major data, or on a copy in the layout it likes best. One thread each: OpenCV and
 * XNNPACK are told so, oneDNN by OMP_NUM_THREADS=1.
 */
#ifndef POOL_PEERS_H
#define POOL_PEERS_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What is pooled: square maps, windows, strides and paddings. */
typedef struct PoolPeerCase {
    int channels, side, out_side;
    int kernel, stride, padding;
    bool max;           /* else average, where padding counts */
    bool whole;         /* the average of all of each channel */
    bool indices;       /* where maxima lie, too */
    const float *input; /* [channels][side][side] */
} PoolPeerCase;

typedef struct PoolPeer {
    const char *name;
    bool own_layout; /* else row-major, as ours */
    /* Null where it cannot pool this. */
    void *(*open)(const PoolPeerCase *shape);
    void (*run)(void *state);
    /* The output at channel c, row y, column x, to see that it computes the same. */
    float (*output)(const void *state, int c, int y, int x);
    void (*close)(void *state);
} PoolPeer;

#ifdef POOL_PEER_DNNL
extern const PoolPeer pool_peer_dnnl;         /* row-major */
extern const PoolPeer pool_peer_dnnl_nhwc;    /* channels last */
extern const PoolPeer pool_peer_dnnl_blocked; /* 16 channels side by side */
#endif
#ifdef POOL_PEER_XNNPACK
extern const PoolPeer pool_peer_xnnpack; /* channels last, all it has */
#endif
#ifdef POOL_PEER_OPENCV
extern const PoolPeer pool_peer_opencv; /* row-major, plane by plane */
#endif

#ifdef __cplusplus
}
#endif

#endif
