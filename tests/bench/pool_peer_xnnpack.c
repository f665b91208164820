/* XNNPACK's pooling operators: channels last, one thread since they get no pool of them. */
#include "pool_peers.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <xnnpack.h>

typedef struct Peer {
    PoolPeerCase shape;
    xnn_operator_t operation;
    float *input, *output; /* [side][side][channels] */
    uint32_t *indices;
} Peer;

/* It may read so far beyond the data. */
enum { EXTRA = XNN_EXTRA_BYTES + 64 };

static void close_peer(void *state) {
    Peer *peer = state;
    if (peer->operation != NULL) {
        xnn_delete_operator(peer->operation);
    }
    free(peer->input);
    free(peer->output);
    free(peer->indices);
    free(peer);
}

static enum xnn_status create_windows(Peer *peer) {
    const PoolPeerCase *shape = &peer->shape;
    const size_t channels = (size_t)shape->channels;
    const size_t side = (size_t)shape->side;
    const uint32_t padding = (uint32_t)shape->padding;
    const uint32_t kernel = (uint32_t)shape->kernel;
    const uint32_t stride = (uint32_t)shape->stride;
    enum xnn_status status;
    if (shape->indices) {
        status = xnn_create_argmax_pooling2d_nhwc_f32(padding, padding, padding, padding, kernel, kernel,
                                                      channels, channels, channels, 0, &peer->operation);
        return status != xnn_status_success
                   ? status
                   : xnn_setup_argmax_pooling2d_nhwc_f32(peer->operation, 1, side, side, peer->input,
                                                         peer->output, peer->indices, NULL);
    }
    if (shape->max) {
        status = xnn_create_max_pooling2d_nhwc_f32(padding, padding, padding, padding, kernel, kernel, stride,
                                                   stride, 1, 1, channels, channels, channels, -INFINITY,
                                                   INFINITY, 0, &peer->operation);
        return status != xnn_status_success
                   ? status
                   : xnn_setup_max_pooling2d_nhwc_f32(peer->operation, 1, side, side, peer->input,
                                                      peer->output, NULL);
    }
    status = xnn_create_average_pooling2d_nhwc_f32(padding, padding, padding, padding, kernel, kernel, stride,
                                                   stride, channels, channels, channels, -INFINITY, INFINITY,
                                                   0, &peer->operation);
    return status != xnn_status_success
               ? status
               : xnn_setup_average_pooling2d_nhwc_f32(peer->operation, 1, side, side, peer->input,
                                                      peer->output, NULL);
}

static enum xnn_status create_operation(Peer *peer) {
    const PoolPeerCase *shape = &peer->shape;
    const size_t channels = (size_t)shape->channels;
    if (!shape->whole) {
        return create_windows(peer);
    }
    const enum xnn_status status = xnn_create_global_average_pooling_nwc_f32(
        channels, channels, channels, -INFINITY, INFINITY, 0, &peer->operation);
    return status != xnn_status_success
               ? status
               : xnn_setup_global_average_pooling_nwc_f32(peer->operation, 1,
                                                          (size_t)shape->side * (size_t)shape->side,
                                                          peer->input, peer->output, NULL);
}

static void *open_peer(const PoolPeerCase *shape) {
    const size_t cells = (size_t)shape->channels * (size_t)shape->side * (size_t)shape->side;
    const size_t outputs = (size_t)shape->channels * (size_t)shape->out_side * (size_t)shape->out_side;
    Peer *peer = calloc(1, sizeof *peer);
    if (peer == NULL || (shape->indices && shape->stride != shape->kernel) ||
        xnn_initialize(NULL) != xnn_status_success) {
        free(peer);
        return NULL;
    }
    peer->shape = *shape;
    peer->input = aligned_alloc(64, (cells * sizeof(float) + EXTRA + 63) / 64 * 64);
    peer->output = aligned_alloc(64, (outputs * sizeof(float) + EXTRA + 63) / 64 * 64);
    peer->indices = calloc(outputs + EXTRA, sizeof *peer->indices);
    if (peer->input != NULL && peer->output != NULL && peer->indices != NULL) {
        const size_t plane = (size_t)shape->side * (size_t)shape->side;
        for (size_t i = 0; i < cells; i++) {
            peer->input[i % plane * (size_t)shape->channels + i / plane] = shape->input[i];
        }
        if (create_operation(peer) == xnn_status_success) {
            return peer;
        }
    }
    close_peer(peer);
    return NULL;
}

static void run_peer(void *state) {
    xnn_run_operator(((Peer *)state)->operation, NULL);
}

static float read_output(const void *state, int c, int y, int x) {
    const Peer *peer = state;
    return peer->output[((long)y * peer->shape.out_side + x) * peer->shape.channels + c];
}

const PoolPeer pool_peer_xnnpack = {"XNNPACK nhwc", true, open_peer, run_peer, read_output, close_peer};
