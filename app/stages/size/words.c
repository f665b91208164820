/* Every number in a sentence is the core's, in the form asked for. */
#include "app/stages/size/words.h"

#include "app/stages/size/lit.h"
#include "app/words.h"
#include "core/number.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A whole number as text, for a sentence. */
typedef struct Figure {
    char text[PS_NUMBER_SIZE];
} Figure;

static Figure figure(int64_t value, PsNumberForm form) {
    Figure made = {.text = ""};
    ps_number_write_integer(made.text, value, form);
    return made;
}

static void append(char *text, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));

static void append(char *text, size_t size, const char *format, ...) {
    const size_t length = strlen(text);
    va_list values;
    va_start(values, format);
    vsnprintf(text + length, size - length, format, values);
    va_end(values);
}

static unsigned long many(int64_t count) {
    return (unsigned long)(count < 0 ? -count : count);
}

static void write_lacks(const SizeFrame *frame, char *text, size_t size) {
    const Figure lacks = figure(frame->lacks, PS_NUMBER_SCREEN);
    snprintf(text, size, ngettext("%s cell short", "%s cells short", many(frame->lacks)), lacks.text);
}

bool size_words_in_ghost(const StageScope *scope, const SizeFrame *frame, char *text, size_t size) {
    const bool lacks = frame->reason == SIZE_SHORT || frame->reason == SIZE_NO_WINDOW;
    if (!lacks || !frame->pose.finished || frame->covered) {
        return false;
    }
    const double end = (double)(frame->axis.input + frame->axis.padding);
    const double seen = fmin(frame->pose.end, frame->scale.first + frame->scale.count);
    const float room = (float)((seen - fmax(end, frame->pose.first)) * frame->scale.pitch);
    write_lacks(frame, text, size);
    const Font font = size_font(&frame->layout, FONT_SEMIBOLD, 13);
    return size_text_width(scope, font, text) * 0.55F + 12 <= room &&
           frame->layout.axis.h >= 40 * frame->layout.unit;
}

void size_words_verdict(const StageScope *scope, const SizeFrame *frame, char *text, size_t size) {
    if (frame->reason == SIZE_IN_PADDING) {
        snprintf(text, size, "%s", _("starts in the padding"));
    } else if (frame->reason == SIZE_IS_ADAPTIVE) {
        snprintf(text, size, "%s", _("not asked for"));
    } else if (size_words_in_ghost(scope, frame, text, size)) {
        snprintf(text, size, "%s", _("does not fit"));
    } else {
        write_lacks(frame, text, size);
    }
}

/* "Output 2 reads cells 4 to 6." */
static void write_window(const SizeFrame *frame, int64_t output, PsNumberForm form, char *text, size_t size) {
    const PsAxis *axis = &frame->axis;
    const PsRange window = ps_axis_window(axis, output);
    const Figure number = figure(output, form);
    const Figure first = figure(window.first, form);
    const Figure last = figure(window.end - 1, form);
    const Figure taps = figure(ps_axis_tap_count(axis, output), form);
    const Figure apart = figure(axis->dilation, form);
    const PsRange real = ps_axis_taps(axis, output);
    if (window.end - window.first == 1) {
        snprintf(text, size, _("Output %s reads cell %s."), number.text, first.text);
    } else if (axis->dilation > 1 && axis->bins == 0) {
        snprintf(text, size, _("Output %s reads %s cells from %s to %s, %s apart."), number.text, taps.text,
                 first.text, last.text, apart.text);
    } else {
        snprintf(text, size, _("Output %s reads cells %s to %s."), number.text, first.text, last.text);
    }
    if (real.first == real.end) {
        append(text, size, " %s", _("All of them are padding."));
    } else if (real.end - real.first < ps_axis_tap_count(axis, output)) {
        append(text, size, " %s", _("Not all of them are cells of the map."));
    }
}

static void write_short(const SizeFrame *frame, PsNumberForm form, char *text, size_t size) {
    const PsRuler *ruler = &frame->ruler;
    const int64_t taken = ruler->strides * ruler->stride;
    const Figure left = figure(taken - ruler->overhang + ruler->rest, form);
    const Figure strides = figure(ruler->strides, form);
    const Figure stride = figure(ruler->stride, form);
    const Figure take = figure(taken, form);
    const Figure rest = figure(ruler->rest, form);
    const Figure over = figure(ruler->overhang, form);
    if (ruler->strides == 0 && ruler->rest == 0) {
        snprintf(text, size, "%s", _("The first window takes the whole axis."));
    } else if (ruler->strides == 0) {
        snprintf(text, size,
                 _("After the first window %s are left: less than one stride of %s. The floor drops them."),
                 left.text, stride.text);
    } else if (ruler->overhang > 0) {
        snprintf(text, size,
                 _("After the first window %s are left: %s strides of %s take %s. Ceil mode lets the last "
                   "window hang over by %s."),
                 left.text, strides.text, stride.text, take.text, over.text);
    } else if (ruler->rest == 0) {
        snprintf(text, size, _("After the first window %s are left: %s strides of %s take them all."),
                 left.text, strides.text, stride.text);
    } else {
        snprintf(text, size,
                 ngettext("After the first window %s are left: %s strides of %s take %s, and %s stays. The "
                          "floor drops it.",
                          "After the first window %s are left: %s strides of %s take %s, and %s stay. The "
                          "floor drops them.",
                          many(ruler->rest)),
                 left.text, strides.text, stride.text, take.text, rest.text);
    }
    if (ruler->hole > 0 && ruler->strides > 0) {
        const Figure hole = figure(ruler->hole, form);
        append(text, size,
               ngettext(" %s cell between two windows is never read.",
                        " %s cells between two windows are never read.", many(ruler->hole)),
               hole.text);
    }
}

static void write_end(const SizeFrame *frame, PsNumberForm form, char *text, size_t size) {
    const PsAxis *axis = &frame->axis;
    const Figure start = figure(ps_axis_window(axis, axis->bins > 0 ? 0 : frame->outputs).first, form);
    const Figure extent = figure(axis->bins > 0 ? 0 : ps_axis_extent(axis), form);
    const Figure padded = figure(ps_axis_padded_size(axis), form);
    switch (frame->reason) {
    case SIZE_SHORT:
        write_short(frame, form, text, size);
        break;
    case SIZE_NO_WINDOW:
        snprintf(text, size, _("A window spans %s cells, the axis has %s with its padding: no window fits."),
                 extent.text, padded.text);
        break;
    case SIZE_IN_PADDING:
        snprintf(
            text, size,
            _("One more window would start at %s, behind the last cell, in the padding: ceil mode drops it."),
            start.text);
        break;
    case SIZE_IS_ADAPTIVE:
        snprintf(text, size, "%s",
                 _("Adaptive pooling is told how many come out: its windows share the cells evenly."));
        break;
    }
}

void size_words_step(const StageScope *scope, const SizeFrame *frame, PsNumberForm form, char *text,
                     size_t size) {
    if (frame->step == 0) {
        snprintf(text, size, "%s",
                 _("Each window gives one output. Press the right arrow to place the first."));
    } else if (frame->step > frame->outputs) {
        if (frame->covered) {
            snprintf(text, size, "%s", _("Does one more window fit?"));
        } else {
            write_end(frame, form, text, size);
        }
    } else if (size_is_covered(scope, frame->step)) {
        const Figure number = figure(frame->step, form);
        snprintf(text, size, _("Window %s is in place. How many will there be?"), number.text);
    } else {
        write_window(frame, frame->step - 1, form, text, size);
    }
}

/* The second of the windows that read a position. */
static int64_t next_reader(const PsAxis *axis, int64_t position, int64_t reader) {
    const PsRange range = ps_axis_outputs(axis, position);
    int64_t output = reader + 1;
    while (output < range.end && !ps_axis_reads(axis, output, position)) {
        output++;
    }
    return output;
}

static void write_cell(const SizeFrame *frame, int64_t position, PsNumberForm form, char *text, size_t size) {
    const PsAxis *axis = &frame->axis;
    const int64_t count = ps_axis_reader_count(axis, position);
    const Figure cell = figure(position, form);
    const Figure times = figure(count, form);
    const int64_t reader = count > 0 ? ps_axis_reader(axis, position) : 0;
    const Figure first = figure(reader, form);
    snprintf(text, size, size_is_padding(frame, position) ? _("Padding at %s: ") : _("Cell %s: "), cell.text);
    if (frame->covered) {
        append(text, size, "%s", _("which windows read it?"));
    } else if (count == 0) {
        append(text, size, "%s", _("no window reads it."));
    } else if (count == 1) {
        append(text, size, _("window %s reads it."), first.text);
    } else if (count == 2) {
        const Figure other = figure(next_reader(axis, position, reader), form);
        append(text, size, _("windows %s and %s read it."), first.text, other.text);
    } else {
        append(text, size, _("%s windows read it, the first is %s."), times.text, first.text);
    }
}

static void write_first(const SizeFrame *frame, PsNumberForm form, char *text, size_t size) {
    const Figure extent = figure(ps_axis_extent(&frame->axis), form);
    const Figure taps = figure(frame->axis.kernel, form);
    const Figure apart = figure(frame->axis.dilation, form);
    if (frame->axis.dilation == 1 || frame->axis.kernel == 1) {
        snprintf(text, size, _("The first window: %s cells, F."), extent.text);
    } else {
        snprintf(text, size, _("The first window spans %s cells: F = %s of them, D = %s apart."), extent.text,
                 taps.text, apart.text);
    }
}

static void write_rest(const SizeFrame *frame, PsNumberForm form, char *text, size_t size) {
    const Figure rest = figure(frame->ruler.rest, form);
    const Figure stride = figure(frame->axis.stride, form);
    snprintf(text, size,
             ngettext("%s cell is left: less than a stride of %s.",
                      "%s cells are left: less than a stride of %s.", many(frame->ruler.rest)),
             rest.text, stride.text);
}

static void write_term(const SizeFrame *frame, SizeTerm term, PsNumberForm form, char *text, size_t size) {
    const PsAxis *axis = &frame->axis;
    const Figure cells = figure(axis->input, form);
    const Figure padding = figure(axis->padding, form);
    const Figure stride = figure(axis->stride, form);
    const Figure strides = figure(frame->ruler.strides, form);
    const Figure outputs = figure(frame->outputs, form);
    switch (term) {
    case SIZE_TERM_INPUT:
        snprintf(text, size, _("N: the %s cells of the axis."), cells.text);
        break;
    case SIZE_TERM_PADDING:
        snprintf(text, size, _("P: %s of padding at each end."), padding.text);
        break;
    case SIZE_TERM_KERNEL:
    case SIZE_TERM_DILATION:
        write_first(frame, form, text, size);
        break;
    case SIZE_TERM_STRIDE:
        snprintf(text, size, _("S: each window stands %s cells further than the one before."), stride.text);
        break;
    case SIZE_TERM_STRIDES:
        snprintf(text, size, _("%s whole strides follow the first window."),
                 frame->covered ? "?" : strides.text);
        break;
    case SIZE_TERM_FIRST:
        snprintf(text, size, "%s", _("+ 1: the first window itself."));
        break;
    case SIZE_TERM_DROPPED:
        snprintf(text, size, "%s", _("− 1: the window that would start in the padding is dropped."));
        break;
    case SIZE_TERM_OUTPUTS:
        snprintf(text, size, _("Each window gives one output: %s."), frame->covered ? "?" : outputs.text);
        break;
    case SIZE_TERM_REST:
        write_rest(frame, form, text, size);
        break;
    case SIZE_TERM_NONE:
    case SIZE_TERM_COUNT:
        break;
    }
}

void size_words_pointed(const StageScope *scope, const SizeFrame *frame, PsNumberForm form, char *text,
                        size_t size) {
    const SizePoint point = size_pointed(frame);
    const Figure stride = figure(frame->axis.stride, form);
    const Figure output = figure(point.at, form);
    text[0] = '\0';
    switch (point.part) {
    case SIZE_CELL:
        write_cell(frame, point.at, form, text, size);
        break;
    case SIZE_OUTPUT:
        if (size_is_covered(scope, point.at + 1)) {
            snprintf(text, size, "%s", _("Which cells does it read?"));
        } else {
            write_window(frame, point.at, form, text, size);
        }
        break;
    case SIZE_FIRST:
        write_first(frame, form, text, size);
        break;
    case SIZE_STRIDE:
        snprintf(text, size, _("A stride of %s leads to output %s."), stride.text, output.text);
        break;
    case SIZE_REST:
        write_rest(frame, form, text, size);
        break;
    case SIZE_TERM:
        write_term(frame, (SizeTerm)point.at, form, text, size);
        break;
    case SIZE_LINK:
        size_words_link(frame, (int)point.at, text, size);
        break;
    case SIZE_FEWER:
        size_words_fewer(frame, (int)point.at, form, text, size);
        break;
    case SIZE_NOTHING:
        break;
    }
}

/* How many outputs ceil mode would make; 0 where that changes nothing. */
static int64_t ceil_outputs(const PsAxis *axis) {
    PsAxis other = *axis;
    other.ceil_mode = true;
    const int64_t outputs = ps_axis_output(&other);
    return !axis->ceil_mode && axis->bins == 0 && outputs != ps_axis_output(axis) && outputs > 0 ? outputs
                                                                                                 : 0;
}

static void write_next(const SizeFrame *frame, char *text, size_t size) {
    const PsRange next = ps_axis_window(&frame->axis, frame->outputs);
    const int64_t end = frame->axis.input + frame->axis.padding - 1;
    const Figure first = figure(next.first, PS_NUMBER_SCREEN);
    const Figure last = figure(next.end - 1, PS_NUMBER_SCREEN);
    const Figure ends = figure(end, PS_NUMBER_SCREEN);
    append(text, size,
           frame->axis.padding > 0
               ? _("The next window would go from %s to %s, but padding ends at %s.")
               : _("The next window would start at %s and needs cell %s. The axis ends at %s."),
           first.text, last.text, ends.text);
}

/* What is never read, and what is read more than once. */
static void write_reads(const SizeFrame *frame, char *text, size_t size) {
    const int64_t unread = ps_axis_unread(&frame->axis);
    const int64_t shared = ps_axis_shared(&frame->axis);
    const Figure never = figure(unread, PS_NUMBER_SCREEN);
    const Figure more = figure(shared, PS_NUMBER_SCREEN);
    if (unread > 0) {
        append(text, size, ngettext(" %s cell is never read", " %s cells are never read", many(unread)),
               never.text);
    } else {
        append(text, size, " %s", _("Every cell is read"));
    }
    append(text, size, shared > 0 ? _(", %s more than once.") : ".", more.text);
}

void size_words_why(const SizeFrame *frame, bool pool, char *title, size_t title_size, char *text,
                    size_t size) {
    const int64_t with_ceil = ceil_outputs(&frame->axis);
    const Figure outputs = figure(frame->outputs, PS_NUMBER_SCREEN);
    const Figure other = figure(with_ceil, PS_NUMBER_SCREEN);
    text[0] = '\0';
    snprintf(title, title_size, _("Why it stops at %s"), outputs.text);
    if (frame->reason == SIZE_NO_WINDOW) {
        snprintf(title, title_size, "%s", _("No window fits"));
    }
    if (frame->reason == SIZE_SHORT) {
        write_next(frame, text, size);
    } else {
        write_end(frame, PS_NUMBER_SCREEN, text, size);
    }
    if (frame->outputs > 0) {
        write_reads(frame, text, size);
    }
    if (pool && with_ceil > 0) {
        append(text, size,
               ngettext(" In ceil mode it may hang over: %s output.",
                        " In ceil mode it may hang over: %s outputs.", many(with_ceil)),
               other.text);
    }
}

void size_words_values(int64_t in, int64_t out, PsNumberForm form, char *text, size_t size) {
    const Figure ins = figure(in, form);
    const Figure outs = figure(out, form);
    char share[PS_NUMBER_SIZE];
    const int64_t fewer = in > out ? in - out : out - in;
    ps_number_write_share(share, (double)fewer / (double)in);
    const char *sign = ps_number_share_sign((double)fewer / (double)in);
    if (out == in) {
        snprintf(text, size, _("%s in, %s out: as many"), ins.text, outs.text);
    } else {
        snprintf(text, size, out < in ? _("%s in, %s out: %s%s %% fewer") : _("%s in, %s out: %s%s %% more"),
                 ins.text, outs.text, sign, share);
    }
}

void size_words_fewer(const SizeFrame *frame, int link, PsNumberForm form, char *text, size_t size) {
    const PsSizeLink *links = frame->links.chain.links;
    if (link > 0 && link < frame->links.chain.count) {
        size_words_values(links[link - 1].size[PS_HEIGHT] * links[link - 1].size[PS_WIDTH],
                          links[link].size[PS_HEIGHT] * links[link].size[PS_WIDTH], form, text, size);
    }
}

void size_words_link(const SizeFrame *frame, int link, char *text, size_t size) {
    if (link < 0 || link >= frame->links.chain.count) {
        return;
    }
    const PsSizeLink *made = &frame->links.chain.links[link];
    const Figure height = figure(made->size[PS_HEIGHT], PS_NUMBER_SCREEN);
    const Figure width = figure(made->size[PS_WIDTH], PS_NUMBER_SCREEN);
    const Figure values = figure(made->size[PS_HEIGHT] * made->size[PS_WIDTH], PS_NUMBER_SCREEN);
    snprintf(text, size,
             ngettext("%s × %s: %s value a channel. Click: it becomes the input size.",
                      "%s × %s: %s values a channel. Click: it becomes the input size.",
                      many(made->size[PS_HEIGHT] * made->size[PS_WIDTH])),
             height.text, width.text, values.text);
}

void size_words_chain(const SizeFrame *frame, const PsSize *size_of, char *text, size_t size) {
    const PsSizeChain *chain = &frame->links.chain;
    const int last = chain->count - 1 - (chain->end == PS_SIZE_END_GLOBAL ? 1 : 0);
    const Figure height = figure(chain->links[last].size[PS_HEIGHT], PS_NUMBER_SCREEN);
    const Figure width = figure(chain->links[last].size[PS_WIDTH], PS_NUMBER_SCREEN);
    const Figure values = figure(chain->links[last].size[PS_HEIGHT] * chain->links[last].size[PS_WIDTH] *
                                     (chain->channels > 0 ? chain->channels : 1),
                                 PS_NUMBER_SCREEN);
    const Figure channels = figure(chain->channels, PS_NUMBER_SCREEN);
    text[0] = '\0';
    switch (chain->stop) {
    case PS_SIZE_NO_FIT:
        snprintf(text, size, _("Into %s × %s no window fits: here it ends."), height.text, width.text);
        break;
    case PS_SIZE_SAME:
        snprintf(text, size, _("%s × %s comes out as it went in: it never gets smaller."), height.text,
                 width.text);
        break;
    case PS_SIZE_GROWS:
        snprintf(text, size, "%s", _("It grows without end."));
        break;
    case PS_SIZE_GOES_ON:
        break;
    }
    if (chain->end == PS_SIZE_END_GLOBAL) {
        append(text, size, text[0] != '\0' ? " %s" : "%s",
               _("A global average makes one number of a map of any size."));
    } else if (chain->end == PS_SIZE_END_ONE) {
        append(text, size, text[0] != '\0' ? " %s" : "%s", _("One number is left of each channel."));
    } else if (chain->stop == PS_SIZE_GOES_ON) {
        append(text, size, _("What is left is laid as one vector: %s × %s × %s channels = %s numbers."),
               height.text, width.text, channels.text, values.text);
    }
    if (size_of->chain == PS_CHAIN_THIS && chain->count == PS_SIZE_LINKS) {
        append(text, size, " %s", _("Five layers and a global average: so most image networks go."));
    }
}
