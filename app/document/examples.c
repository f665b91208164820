/* One table. A picture is opened beside its pools; a scene as it stands in its file. */
#include "app/document/examples.h"

#include "app/document/opening.h"
#include "app/document/read.h"
#include "app/words.h"

#include <stdio.h>

static const Example examples[] = {
    {"scenes/tutorial.json", N_("The tutorial's map"), N_("Max of 2 × 2, step by step")},
    {"scenes/padding.json", N_("A border of zeros"), N_("What padding does to the edge")},
    {"scenes/overlapping-3x3.json", N_("Overlapping windows"), N_("3 × 3 with stride 2")},
    {"scenes/gap-7x7.json", N_("Global average of 7 × 7"), N_("All cells, one number")},
    {"images/dog.png", N_("A photo"), N_("What each pool keeps of it")},
    {"scenes/one-spike.json", N_("One spike"), N_("Max keeps it, average thins it")},
    {"scenes/vgg16-224.json", N_("VGG-16 on 224 × 224"), N_("What its last neuron sees")},
    {"scenes/resnet50-32.json", N_("ResNet-50 on 32 × 32"), N_("Sees more than there is")},
    {"scenes/effective-field.json", N_("An effective field"), N_("The middle counts most")},
    {"scenes/negative.json", N_("Negative numbers"), NULL},
    {"scenes/noise.json", N_("Noise"), NULL},
    {"scenes/rgb.json", N_("Three channels"), NULL},
    {"scenes/receptive-field.json", N_("A receptive field"), NULL},
};
enum { EXAMPLES = sizeof examples / sizeof examples[0] };

const Example *example_at(int index) {
    return index >= 0 && index < EXAMPLES ? &examples[index] : NULL;
}

PsStatus example_read(const char *assets, int index, PsDocument *document, PsError *error) {
    char path[PS_PATH_SIZE];
    const PsPool pool = ps_pool_default();
    DocumentKind kind = DOCUMENT_SCENE;
    *document = (PsDocument){0};
    if (snprintf(path, sizeof path, "%s/%s", assets, examples[index].file) >= (int)sizeof path) {
        return ps_fail(error, PS_ERROR_FILE, N_("the path of %s is too long"), examples[index].file);
    }
    const PsStatus status = document_read(path, &pool, NULL, document, &kind, error);
    if (status == PS_OK && kind == DOCUMENT_PICTURE) {
        document->stage = PS_STAGE_COMPARE;
        document->step = ps_document_last_step(document);
    }
    return status;
}

void example_open(App *app, int index) {
    PsDocument document;
    PsError error = {0};
    if (app->assets == NULL || example_at(index) == NULL) {
        return;
    }
    if (example_read(app->assets, index, &document, &error) != PS_OK) {
        app_say_error(app, &error);
        return;
    }
    opening_replace(app, &document);
}
