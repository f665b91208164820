/* One table says which terms belong to which piece; the rest asks the axis. */
#include "app/stages/size/lit.h"

SizePoint size_pointed(const SizeFrame *frame) {
    const SizePoint none = {SIZE_NOTHING, 0};
    const SizePoint point = frame->view->pointed;
    const PsAxis *axis = &frame->axis;
    const bool cell = point.at >= -axis->padding && point.at < axis->input + axis->padding;
    const bool output = point.at >= 0 && point.at < frame->outputs;
    const bool gone = (point.part == SIZE_CELL && !cell) ||
                      ((point.part == SIZE_OUTPUT || point.part == SIZE_STRIDE) && !output);
    return frame->pose.moves || gone ? none : point;
}

/* The part of the ruler that a term is. */
static const SizePart parts[SIZE_TERM_COUNT] = {
    [SIZE_TERM_KERNEL] = SIZE_FIRST,   [SIZE_TERM_DILATION] = SIZE_FIRST, [SIZE_TERM_FIRST] = SIZE_FIRST,
    [SIZE_TERM_STRIDE] = SIZE_STRIDE,  [SIZE_TERM_STRIDES] = SIZE_STRIDE, [SIZE_TERM_OUTPUTS] = SIZE_OUTPUT,
    [SIZE_TERM_DROPPED] = SIZE_OUTPUT, [SIZE_TERM_REST] = SIZE_REST,
};

bool size_in_rest(const SizeFrame *frame, int64_t position) {
    const int64_t end = frame->axis.input + frame->axis.padding;
    return frame->axis.bins == 0 && position < end && position >= end - frame->ruler.rest;
}

int64_t size_piece_at(const SizeFrame *frame, int64_t position) {
    const PsAxis *axis = &frame->axis;
    const PsRange first = ps_axis_piece(axis, 0);
    if (frame->outputs == 0 || size_in_rest(frame, position)) {
        return -1;
    }
    return position < first.end ? 0 : (position - first.end) / axis->stride + 1;
}

static bool in_term(const SizeFrame *frame, SizeTerm term, int64_t position) {
    const PsAxis *axis = &frame->axis;
    const SizePart part = parts[term];
    if (part != SIZE_NOTHING) {
        return (part == SIZE_FIRST && frame->outputs > 0 && ps_axis_reads(axis, 0, position)) ||
               (part == SIZE_STRIDE && size_piece_at(frame, position) > 0) ||
               (part == SIZE_REST && size_in_rest(frame, position)) ||
               (part == SIZE_OUTPUT && ps_axis_reader_count(axis, position) > 0);
    }
    return (term == SIZE_TERM_INPUT && !size_is_padding(frame, position)) ||
           (term == SIZE_TERM_PADDING && size_is_padding(frame, position));
}

bool size_lights_cell(const SizeFrame *frame, int64_t position) {
    const SizePoint point = size_pointed(frame);
    switch (point.part) {
    case SIZE_CELL:
        return position == point.at;
    case SIZE_OUTPUT:
        return ps_axis_reads(&frame->axis, point.at, position);
    case SIZE_FIRST:
        return frame->axis.bins == 0 && size_piece_at(frame, position) == 0;
    case SIZE_STRIDE:
        return frame->axis.bins == 0 && size_piece_at(frame, position) == point.at;
    case SIZE_REST:
        return size_in_rest(frame, position);
    case SIZE_TERM:
        return frame->axis.bins == 0 && in_term(frame, (SizeTerm)point.at, position);
    case SIZE_NOTHING:
    case SIZE_LINK:
    case SIZE_FEWER:
        break;
    }
    return false;
}

bool size_lights_output(const SizeFrame *frame, int64_t output) {
    const SizePoint point = size_pointed(frame);
    switch (point.part) {
    case SIZE_CELL:
        return ps_axis_reads(&frame->axis, output, point.at);
    case SIZE_OUTPUT:
    case SIZE_STRIDE:
        return output == point.at;
    case SIZE_FIRST:
        return output == 0;
    case SIZE_TERM:
        return parts[point.at] == SIZE_OUTPUT || (parts[point.at] == SIZE_STRIDE && output > 0) ||
               (parts[point.at] == SIZE_FIRST && output == 0);
    case SIZE_NOTHING:
    case SIZE_REST:
    case SIZE_LINK:
    case SIZE_FEWER:
        break;
    }
    return false;
}

bool size_lights_piece(const SizeFrame *frame, SizePart part, int64_t at) {
    const SizePoint point = size_pointed(frame);
    const int64_t window = part == SIZE_FIRST ? 0 : at;
    if (point.part == SIZE_CELL) {
        return part == SIZE_REST ? size_in_rest(frame, point.at) : size_piece_at(frame, point.at) == window;
    }
    if (point.part == SIZE_OUTPUT) {
        return part != SIZE_REST && window == point.at;
    }
    if (point.part == SIZE_TERM) {
        return parts[point.at] == part;
    }
    return point.part == part && (part != SIZE_STRIDE || point.at == at);
}

bool size_lights_term(const SizeFrame *frame, SizeTerm term) {
    const SizePoint point = size_pointed(frame);
    if (point.part == SIZE_TERM) {
        const SizePart part = parts[point.at];
        return term == (SizeTerm)point.at || (part != SIZE_NOTHING && parts[term] == part);
    }
    if (point.part == SIZE_CELL) {
        const bool rest = size_in_rest(frame, point.at);
        return (term == SIZE_TERM_PADDING && size_is_padding(frame, point.at)) ||
               (rest && term == SIZE_TERM_REST);
    }
    return point.part != SIZE_NOTHING && parts[term] == point.part;
}
