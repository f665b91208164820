/* oneDNN's pooling primitives, in three layouts of the data. */
#include "pool_peers.h"

#include <dnnl.h>
#include <math.h>
#include <stdlib.h>

typedef struct Peer {
    PoolPeerCase shape;
    dnnl_engine_t engine;
    dnnl_stream_t stream;
    dnnl_primitive_desc_t description;
    dnnl_primitive_t primitive;
    dnnl_memory_t source, result, workspace, plain;
    float *output; /* row-major, once asked for */
} Peer;

static void close_peer(void *state) {
    Peer *peer = state;
    dnnl_memory_destroy(peer->source);
    dnnl_memory_destroy(peer->result);
    dnnl_memory_destroy(peer->workspace);
    dnnl_memory_destroy(peer->plain);
    dnnl_primitive_destroy(peer->primitive);
    dnnl_primitive_desc_destroy(peer->description);
    dnnl_stream_destroy(peer->stream);
    dnnl_engine_destroy(peer->engine);
    free(peer->output);
    free(peer);
}

static bool reorder(Peer *peer, dnnl_memory_t from, dnnl_memory_t to) {
    const dnnl_memory_desc_t *source = NULL;
    const dnnl_memory_desc_t *target = NULL;
    dnnl_primitive_desc_t description = NULL;
    dnnl_primitive_t primitive = NULL;
    dnnl_memory_get_memory_desc(from, &source);
    dnnl_memory_get_memory_desc(to, &target);
    bool done = dnnl_reorder_primitive_desc_create(&description, source, peer->engine, target, peer->engine,
                                                   NULL) == dnnl_success &&
                dnnl_primitive_create(&primitive, description) == dnnl_success;
    if (done) {
        const dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}};
        done = dnnl_primitive_execute(primitive, peer->stream, 2, arguments) == dnnl_success &&
               dnnl_stream_wait(peer->stream) == dnnl_success;
    }
    dnnl_primitive_destroy(primitive);
    dnnl_primitive_desc_destroy(description);
    return done;
}

/* The row-major input itself, or a copy of it in the layout. */
static bool lay_source(Peer *peer, const dnnl_memory_desc_t *source) {
    const dnnl_dims_t size = {1, peer->shape.channels, peer->shape.side, peer->shape.side};
    void *values = (void *)(size_t)peer->shape.input;
    dnnl_memory_desc_t row_major;
    dnnl_memory_t input = NULL;
    dnnl_memory_desc_init_by_tag(&row_major, 4, size, dnnl_f32, dnnl_nchw);
    if (dnnl_memory_create(&input, &row_major, peer->engine, values) != dnnl_success) {
        return false;
    }
    if (dnnl_memory_desc_equal(&row_major, source)) {
        peer->source = input;
        return true;
    }
    const bool done =
        dnnl_memory_create(&peer->source, source, peer->engine, DNNL_MEMORY_ALLOCATE) == dnnl_success &&
        reorder(peer, input, peer->source);
    dnnl_memory_destroy(input);
    return done;
}

static bool make_primitive(Peer *peer, dnnl_format_tag_t layout) {
    const PoolPeerCase *shape = &peer->shape;
    const int kernel = shape->whole ? shape->side : shape->kernel;
    const dnnl_dims_t from = {1, shape->channels, shape->side, shape->side};
    const dnnl_dims_t to = {1, shape->channels, shape->out_side, shape->out_side};
    const dnnl_dims_t window = {kernel, kernel};
    const dnnl_dims_t stride = {shape->whole ? 1 : shape->stride, shape->whole ? 1 : shape->stride};
    const dnnl_dims_t padding = {shape->padding, shape->padding};
    const int reach = (shape->out_side - 1) * (int)stride[0] + kernel - shape->side - shape->padding;
    const dnnl_dims_t after = {reach, reach};
    dnnl_memory_desc_t source;
    dnnl_memory_desc_t result;
    dnnl_pooling_desc_t pooling;
    dnnl_memory_desc_init_by_tag(&source, 4, from, dnnl_f32, layout);
    dnnl_memory_desc_init_by_tag(&result, 4, to, dnnl_f32, layout);
    return dnnl_pooling_forward_desc_init(&pooling,
                                          shape->indices ? dnnl_forward_training : dnnl_forward_inference,
                                          shape->max ? dnnl_pooling_max : dnnl_pooling_avg_include_padding,
                                          &source, &result, stride, window, padding, after) == dnnl_success &&
           dnnl_primitive_desc_create(&peer->description, &pooling, NULL, peer->engine, NULL) ==
               dnnl_success &&
           dnnl_primitive_create(&peer->primitive, peer->description) == dnnl_success &&
           dnnl_memory_create(&peer->result, &result, peer->engine, DNNL_MEMORY_ALLOCATE) == dnnl_success &&
           lay_source(peer, &source);
}

static void *open_layout(const PoolPeerCase *shape, dnnl_format_tag_t layout) {
    Peer *peer = calloc(1, sizeof *peer);
    if (peer == NULL) {
        return NULL;
    }
    peer->shape = *shape;
    bool opened =
        dnnl_engine_create(&peer->engine, dnnl_cpu, 0) == dnnl_success &&
        dnnl_stream_create(&peer->stream, peer->engine, dnnl_stream_default_flags) == dnnl_success &&
        make_primitive(peer, layout);
    if (opened && shape->indices) {
        const dnnl_memory_desc_t *workspace =
            dnnl_primitive_desc_query_md(peer->description, dnnl_query_workspace_md, 0);
        opened = dnnl_memory_create(&peer->workspace, workspace, peer->engine, DNNL_MEMORY_ALLOCATE) ==
                 dnnl_success;
    }
    if (!opened) {
        close_peer(peer);
        return NULL;
    }
    return peer;
}

static void *open_row_major(const PoolPeerCase *shape) {
    return open_layout(shape, dnnl_nchw);
}

static void *open_channels_last(const PoolPeerCase *shape) {
    return open_layout(shape, dnnl_nhwc);
}

static void *open_blocked(const PoolPeerCase *shape) {
    return open_layout(shape, dnnl_nChw16c);
}

static void run_peer(void *state) {
    Peer *peer = state;
    const dnnl_exec_arg_t arguments[] = {
        {DNNL_ARG_SRC, peer->source}, {DNNL_ARG_DST, peer->result}, {DNNL_ARG_WORKSPACE, peer->workspace}};
    dnnl_primitive_execute(peer->primitive, peer->stream, peer->shape.indices ? 3 : 2, arguments);
    dnnl_stream_wait(peer->stream);
}

static float read_output(const void *state, int c, int y, int x) {
    Peer *peer = (Peer *)(size_t)state;
    const int side = peer->shape.out_side;
    if (peer->output == NULL) {
        const dnnl_dims_t size = {1, peer->shape.channels, side, side};
        dnnl_memory_desc_t row_major;
        peer->output = calloc((size_t)peer->shape.channels * (size_t)side * (size_t)side, sizeof(float));
        dnnl_memory_desc_init_by_tag(&row_major, 4, size, dnnl_f32, dnnl_nchw);
        if (peer->output == NULL ||
            dnnl_memory_create(&peer->plain, &row_major, peer->engine, peer->output) != dnnl_success ||
            !reorder(peer, peer->result, peer->plain)) {
            return NAN;
        }
    }
    return peer->output[((long)c * side + y) * side + x];
}

const PoolPeer pool_peer_dnnl = {"oneDNN", false, open_row_major, run_peer, read_output, close_peer};
const PoolPeer pool_peer_dnnl_nhwc = {"oneDNN nhwc", true,        open_channels_last,
                                      run_peer,      read_output, close_peer};
const PoolPeer pool_peer_dnnl_blocked = {"oneDNN blocked", true,        open_blocked,
                                         run_peer,         read_output, close_peer};
