/* The table of facts, and what is done with every fact alike: find what is stale, make it, put it in place.
 *
 * Invariant: a fact that is fresh is that of the scene it was made of. Nothing is freed before all that is
 * made stands, so that a refusal leaves everything as it was.
 */
#include "app/follow/facts.h"

typedef struct Follower {
    unsigned reads; /* PS_PART_*, FACTS_CHANNEL */
    /* Whether it is as it was although what it reads has changed; null: never. */
    bool (*is_current)(const Facts *facts, const PsScene *scene, unsigned changed);
    /* Makes its member of next, which holds the old one, anew. changed: since that was made, or all. Null:
     * not made but worked out in slices. */
    PsStatus (*make)(Facts *next, const PsScene *scene, int channel, unsigned changed, PsError *error);
    /* Frees what only the old one holds; all that one holds. Null: it holds nothing. */
    void (*replace)(Facts *facts, Facts *next);
    void (*free)(Facts *facts);
    /* Null: after edits of cells it is made anew. */
    void (*update)(Facts *facts, const PsScene *scene, const PsHistoryStack *inverses, size_t count);
    bool (*busy)(const Facts *facts); /* null: never */
    PsStatus (*work)(Facts *facts, const PsScene *scene, PsError *error);
} Follower;

/* ---- colour scale ---- */

static PsStatus make_scale(Facts *next, const PsScene *scene, int channel, unsigned changed, PsError *error) {
    (void)channel;
    (void)changed;
    (void)error;
    input_scale_measure(&next->scale, &scene->input);
    return PS_OK;
}

static void update_scale(Facts *facts, const PsScene *scene, const PsHistoryStack *inverses, size_t count) {
    input_scale_update(&facts->scale, &scene->input, inverses, count);
}

/* ---- pooled ---- */

static PsStatus make_pooled(Facts *next, const PsScene *scene, int channel, unsigned changed,
                            PsError *error) {
    (void)changed;
    Pooled made;
    const PsStatus status = pooled_make(&made, scene, channel, next->pooled.version + 1, error);
    if (status == PS_OK) {
        next->pooled = made;
    }
    return status;
}

static void replace_pooled(Facts *facts, Facts *next) {
    (void)next;
    pooled_free(&facts->pooled);
}

static void free_pooled(Facts *facts) {
    pooled_free(&facts->pooled);
}

static void update_pooled(Facts *facts, const PsScene *scene, const PsHistoryStack *inverses, size_t count) {
    pooled_update(&facts->pooled, scene, inverses, count);
}

static bool busy_pooled(const Facts *facts) {
    return pooled_busy(&facts->pooled);
}

static PsStatus work_pooled(Facts *facts, const PsScene *scene, PsError *error) {
    return pooled_work(&facts->pooled, scene, error);
}

/* ---- compared ---- */

static bool is_current_compared(const Facts *facts, const PsScene *scene, unsigned changed) {
    const unsigned settings = PS_PART_SETTINGS << PS_STAGE_COMPARE;
    return !(changed & ~settings) && compared_shows(&facts->compared, &scene->compare);
}

static PsStatus make_compared(Facts *next, const PsScene *scene, int channel, unsigned changed,
                              PsError *error) {
    (void)channel;
    const bool all = (changed & ~(PS_PART_SETTINGS << PS_STAGE_COMPARE)) != 0;
    Compared made;
    const PsStatus status =
        compared_make(&made, all ? NULL : &next->compared, scene, &next->pooled.walk, error);
    if (status == PS_OK) {
        next->compared = made;
    }
    return status;
}

static void replace_compared(Facts *facts, Facts *next) {
    compared_replace(&facts->compared, &next->compared);
}

static void free_compared(Facts *facts) {
    compared_free(&facts->compared);
}

static void update_compared(Facts *facts, const PsScene *scene, const PsHistoryStack *inverses,
                            size_t count) {
    compared_update(&facts->compared, scene, &facts->pooled.walk, inverses, count);
}

/* ---- stacks ---- */

static PsStatus make_stacks(Facts *next, const PsScene *scene, int channel, unsigned changed,
                            PsError *error) {
    (void)channel;
    Stacks made;
    const PsStatus status =
        stacks_make(&made, &next->stacks, scene, changed & PS_PART_STACK, changed & PS_PART_SECOND, error);
    if (status == PS_OK) {
        next->stacks = made;
    }
    return status;
}

static void replace_stacks(Facts *facts, Facts *next) {
    stacks_replace(&facts->stacks, &next->stacks);
}

static void free_stacks(Facts *facts) {
    stacks_free(&facts->stacks);
}

/* ---- effective field ---- */

static void free_effective(Facts *facts) {
    effective_field_free(&facts->effective);
}

static bool busy_effective(const Facts *facts) {
    return effective_field_busy(&facts->effective, &facts->stacks);
}

static PsStatus work_effective(Facts *facts, const PsScene *scene, PsError *error) {
    (void)scene;
    (void)error;
    (void)effective_field_work(&facts->effective, &facts->stacks);
    return PS_OK;
}

/* ---- all ---- */

/* In the order of FOLLOW_*. */
static const Follower followers[] = {
    {.reads = PS_PART_INPUT, .make = make_scale, .update = update_scale},
    {.reads = PS_PART_INPUT | PS_PART_POOL | FACTS_CHANNEL,
     .make = make_pooled,
     .replace = replace_pooled,
     .free = free_pooled,
     .update = update_pooled,
     .busy = busy_pooled,
     .work = work_pooled},
    {.reads = PS_PART_INPUT | PS_PART_POOL | FACTS_CHANNEL | PS_PART_SETTINGS << PS_STAGE_COMPARE,
     .is_current = is_current_compared,
     .make = make_compared,
     .replace = replace_compared,
     .free = free_compared,
     .update = update_compared},
    {.reads = PS_PART_STACK | PS_PART_SECOND,
     .make = make_stacks,
     .replace = replace_stacks,
     .free = free_stacks},
    {.free = free_effective, .busy = busy_effective, .work = work_effective},
};
enum { FOLLOWERS = sizeof followers / sizeof followers[0] };
_Static_assert(FOLLOW_EFFECTIVE == 1 << (FOLLOWERS - 1), "a row for each");

void facts_free(Facts *facts) {
    for (int i = FOLLOWERS - 1; i >= 0; i--) {
        if (followers[i].free) {
            followers[i].free(facts);
        }
    }
    *facts = (Facts){0};
}

/* Those of facts that are not of the scene any more. */
static unsigned find_stale(const Facts *facts, const PsScene *scene, unsigned changed) {
    unsigned stale = 0;
    for (int i = 0; i < FOLLOWERS; i++) {
        const Follower *follower = &followers[i];
        const unsigned read = follower->reads & changed;
        if (read && !(follower->is_current && follower->is_current(facts, scene, read))) {
            stale |= 1U << i;
        }
    }
    return stale & facts->fresh;
}

PsStatus facts_prepare(const Facts *facts, const PsScene *scene, int channel, unsigned changed,
                       unsigned needs, Facts *next, PsError *error) {
    const unsigned fresh = facts->fresh & ~find_stale(facts, scene, changed);
    const unsigned wanted = needs & ~fresh;
    PsStatus status = PS_OK;
    *next = *facts;
    next->fresh = fresh;
    next->made = 0;
    for (int i = 0; i < FOLLOWERS && status == PS_OK; i++) {
        const unsigned bit = 1U << i;
        if (wanted & bit && followers[i].make) {
            const unsigned since = facts->fresh & bit ? changed : PS_PART_ALL | FACTS_CHANNEL;
            status = followers[i].make(next, scene, channel, since, error);
            next->made |= status == PS_OK ? bit : 0;
        }
        next->fresh |= wanted & bit;
    }
    if (status != PS_OK) {
        facts_abandon(next);
    }
    return status;
}

void facts_commit(Facts *facts, Facts *next) {
    for (int i = 0; i < FOLLOWERS; i++) {
        if (next->made >> i & 1 && followers[i].replace) {
            followers[i].replace(facts, next);
        }
    }
    next->made = 0;
    *facts = *next;
    *next = (Facts){0};
}

void facts_abandon(Facts *next) {
    for (int i = FOLLOWERS - 1; i >= 0; i--) {
        if (next->made >> i & 1 && followers[i].free) {
            followers[i].free(next);
        }
    }
    *next = (Facts){0};
}

bool facts_follow_cells(Facts *facts, const PsScene *scene, unsigned needs, const PsHistoryStack *inverses,
                        size_t count) {
    unsigned reading = 0;
    unsigned updatable = 0;
    for (int i = 0; i < FOLLOWERS; i++) {
        reading |= followers[i].reads & PS_PART_INPUT ? 1U << i : 0;
        updatable |= followers[i].update ? 1U << i : 0;
    }
    if (needs & reading & ~(updatable & facts->fresh)) {
        return false;
    }
    for (int i = 0; i < FOLLOWERS; i++) {
        if (needs & reading & 1U << i) {
            followers[i].update(facts, scene, inverses, count);
        }
    }
    facts->fresh &= ~(reading & ~needs);
    return true;
}

bool facts_busy(const Facts *facts, unsigned needs) {
    bool busy = false;
    for (int i = 0; i < FOLLOWERS && !busy; i++) {
        busy = needs >> i & 1 && followers[i].busy && followers[i].busy(facts);
    }
    return busy;
}

PsStatus facts_work(Facts *facts, const PsScene *scene, unsigned needs, bool *worked, PsError *error) {
    *worked = false;
    for (int i = 0; i < FOLLOWERS; i++) {
        if (needs >> i & 1 && followers[i].busy && followers[i].busy(facts)) {
            *worked = true;
            return followers[i].work(facts, scene, error);
        }
    }
    return PS_OK;
}
