/* The geometry of the chart of field and effective width over the number of layers, and the figures it shows.
 *
 * A point is a row's middle neuron, worked out like the one shown; a stack that is one layer over and over
 * goes on beyond its end, by the formulas. No drawing.
 */
#ifndef FIELD_CHART_LAYOUT_H
#define FIELD_CHART_LAYOUT_H

#include "app/stages/field/effective/effective_layout.h"

/* In units: room for the lines' names at the right. */
enum { FIELD_CHART_NAMES = 104 };

/* The chart's geometry and what it goes by. */
typedef struct FieldChart {
    const FieldEffective *effective;
    const Theme *theme;
    float unit;      /* pixels of a unit */
    Rect rect, plot; /* with titles and sentence, and the lines alone */
    double deepest, highest, tick, depth_tick;
    int rows;     /* rows whose points may be shown: answers are not given away */
    bool formula; /* lines go on beyond the last row */
    int growth;
    double variance;
} FieldChart;

FieldChart field_chart_lay(const FieldEffective *effective);

/* Where a number of layers and a number of cells stand. */
float field_chart_x(const FieldChart *chart, double depth);
float field_chart_y(const FieldChart *chart, double cells);

/* A row's field or effective width in cells; NaN: not known (yet). */
double field_chart_cells(const FieldChart *chart, bool field, int row);

/* Field or effective width of depth layers by the formulas. */
double field_chart_formula(const FieldChart *chart, bool field, double depth);

/* Whether a line goes on beyond the last row. Of random weights there is no formula. */
bool field_chart_goes_on(const FieldChart *chart, bool field);

#endif
