/* One table of labels. */
#include "app/stages/shared/axis_words.h"

#include "app/words.h"
#include "core/pool.h"

/* For height, for width, for both. To add a setting: a row. */
static const struct {
    const char *label[PS_AXES + 1], *increase[PS_AXES + 1], *decrease[PS_AXES + 1];
} words[AXIS_WORD_COUNT] = {
    [AXIS_KERNEL] = {{N_("Kernel height"), N_("Kernel width"), N_("Kernel size")},
                     {N_("Increase kernel height"), N_("Increase kernel width"), N_("Increase kernel size")},
                     {N_("Decrease kernel height"), N_("Decrease kernel width"), N_("Decrease kernel size")}},
    [AXIS_STRIDE] = {{N_("Stride height"), N_("Stride width"), N_("Stride")},
                     {N_("Increase stride height"), N_("Increase stride width"), N_("Increase stride")},
                     {N_("Decrease stride height"), N_("Decrease stride width"), N_("Decrease stride")}},
    [AXIS_PADDING] = {{N_("Padding height"), N_("Padding width"), N_("Padding")},
                      {N_("Increase padding height"), N_("Increase padding width"), N_("Increase padding")},
                      {N_("Decrease padding height"), N_("Decrease padding width"), N_("Decrease padding")}},
    [AXIS_DILATION] = {{N_("Dilation height"), N_("Dilation width"), N_("Dilation")},
                       {N_("Increase dilation height"), N_("Increase dilation width"),
                        N_("Increase dilation")},
                       {N_("Decrease dilation height"), N_("Decrease dilation width"),
                        N_("Decrease dilation")}},
    [AXIS_OUTPUT_SIZE] = {{N_("Output height"), N_("Output width"), N_("Output size")},
                          {N_("Increase output height"), N_("Increase output width"),
                           N_("Increase output size")},
                          {N_("Decrease output height"), N_("Decrease output width"),
                           N_("Decrease output size")}},
    [AXIS_SCALE] = {{N_("Scale height"), N_("Scale width"), N_("Scale")},
                    {N_("Increase scale height"), N_("Increase scale width"), N_("Increase scale")},
                    {N_("Decrease scale height"), N_("Decrease scale width"), N_("Decrease scale")}},
};

const char *axis_words_label(AxisWord word, int axis) {
    return words[word].label[axis];
}

void axis_words_name(StepperSpec *spec, AxisWord word, int axis) {
    spec->label = axis_words_label(word, axis);
    spec->increase = words[word].increase[axis];
    spec->decrease = words[word].decrease[axis];
}
