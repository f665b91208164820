/* Field and effective width over the number of layers: draws the chart, and goes to the row pointed at. */
#ifndef FIELD_CHART_H
#define FIELD_CHART_H

#include "app/stages/field/effective/chart_layout.h"

void field_chart_draw(const FieldChart *chart, Canvas *canvas);
void field_chart_tell(const FieldChart *chart);
void field_chart_controls(const StageContext *context, const FieldChart *chart);

#endif
