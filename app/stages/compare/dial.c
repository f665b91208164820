/* One drag is one step of undo: its edits have one group, and each takes back the one before. */
#include "app/stages/compare/dial.h"

#include "app/stages/compare/stage.h"
#include "app/ui/controls.h"
#include "app/words.h"

enum { KERNEL_MOST = 32 };

int compare_dial_sizes(const PsScene *scene) {
    const int height = scene->input.height;
    const int width = scene->input.width;
    const int side = height < width ? height : width;
    return !ps_pool_op_info(scene->pool.op)->window ? 0 : side < KERNEL_MOST ? side : KERNEL_MOST;
}

/* Square windows side by side; padding and dilation stay where they can. */
static PsPool pool_at(const PsScene *scene, int kernel) {
    PsPool pool = scene->pool;
    for (int axis = 0; axis < PS_AXES; axis++) {
        pool.kernel_size[axis] = kernel;
        pool.stride[axis] = 0;
        pool.padding[axis] = pool.padding[axis] < kernel / 2 ? pool.padding[axis] : kernel / 2;
    }
    if (ps_pool_check(&pool, scene->input.height, scene->input.width, NULL) != PS_OK) {
        pool.padding[PS_HEIGHT] = pool.padding[PS_WIDTH] = 0;
        pool.dilation[PS_HEIGHT] = pool.dilation[PS_WIDTH] = 1;
    }
    return pool;
}

void compare_dial(const StageContext *context, const CompareLayout *layout) {
    const PsScene *scene = context->scope.scene;
    CompareView *view = context->view;
    Ui *ui = context->ui;
    const int sizes = compare_dial_sizes(scene);
    const int now = scene->pool.kernel_size[PS_HEIGHT];
    int index = (now < sizes ? now : sizes) - 1;
    char text[48];
    if (sizes < 2 || layout->dial.w <= 0) {
        return;
    }
    snprintf(text, sizeof text, "%d × %d", scene->pool.kernel_size[PS_HEIGHT],
             scene->pool.kernel_size[PS_WIDTH]);
    const bool changed =
        ui_slider(ui, layout->dial, N_("Kernel"), _("Drag: larger and larger windows, all pooled at once"),
                  text, sizes, &index);
    const bool held = ui->active == ui_id(N_("Kernel"));
    if (changed) {
        view->dial = view->dial != 0 && held ? view->dial : stage_new_group(context);
        const PsPool pool = pool_at(scene, index + 1);
        PsEdit edit = ps_edit_pool(&pool);
        stage_request(context, &edit, view->dial, layout->dial, NULL);
        context->requests->step = INT64_MAX;
    }
    view->dial = held ? view->dial : 0;
}
