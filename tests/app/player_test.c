#include "app/player.h"

#include "tests/unit/unit.h"

#include <math.h>

static Player start(int64_t steps) {
    return (Player){.steps = steps, .speed = PLAYER_SPEED_NORMAL};
}

static void assert_rest(const Player *player, int64_t step) {
    const Cursor cursor = player_cursor(player);
    assert_int_equal(cursor.step, step);
    assert_true(cursor.t == 0);
    assert_false(player->moving);
    assert_int_equal(player_destination(player), step);
}

static void next_moves_to_the_step_ahead_and_rests_there(void **state) {
    (void)state;
    Player player = start(4);
    player_next(&player);
    assert_true(player_runs(&player));
    assert_int_equal(player_destination(&player), 1);
    assert_int_equal(player_cursor(&player).step, 0);
    player_advance(&player, 0.8);
    assert_true(fabs(player_cursor(&player).t - 0.5) < 1e-9);
    player_advance(&player, 0.8);
    assert_rest(&player, 1);
    assert_false(player_runs(&player));
    player_advance(&player, 100);
    assert_rest(&player, 1);
}

static void a_further_next_finishes_the_running_move(void **state) {
    (void)state;
    Player player = start(4);
    player_next(&player);
    player_advance(&player, 0.5);
    player_next(&player);
    assert_int_equal(player_cursor(&player).step, 1);
    assert_true(player_cursor(&player).t == 0);
    assert_int_equal(player_destination(&player), 2);
}

static void next_at_the_end_stays_there(void **state) {
    (void)state;
    Player player = start(2);
    player_seek(&player, 2);
    player_next(&player);
    assert_rest(&player, 2);
    assert_false(player_runs(&player));
}

static void previous_goes_back_at_once(void **state) {
    (void)state;
    Player player = start(4);
    player_seek(&player, 3);
    player_previous(&player);
    assert_rest(&player, 2);
    player_seek(&player, 0);
    player_previous(&player);
    assert_rest(&player, 0);
}

static void previous_in_a_move_finishes_it_first(void **state) {
    (void)state;
    Player player = start(4);
    player_seek(&player, 1);
    player_next(&player);
    player_advance(&player, 0.3);
    player_previous(&player);
    assert_rest(&player, 1);
}

static void seek_goes_anywhere_and_stays_within_bounds(void **state) {
    (void)state;
    Player player = start(4);
    static const int64_t steps[][2] = {{0, 0},  {3, 3},         {4, 4},        {5, 4},
                                       {-1, 0}, {INT64_MAX, 4}, {INT64_MIN, 0}};
    for (int i = 0; i < 7; i++) {
        player_toggle(&player);
        player_advance(&player, 0.2);
        player_seek(&player, steps[i][0]);
        assert_rest(&player, steps[i][1]);
        assert_false(player_runs(&player));
    }
}

static void play_runs_to_the_end_and_stops(void **state) {
    (void)state;
    Player player = start(3);
    player_toggle(&player);
    assert_true(player.playing);
    player_advance(&player, 1.6);
    assert_int_equal(player_cursor(&player).step, 1);
    assert_true(player.playing);
    player_advance(&player, 3.2);
    assert_rest(&player, 3);
    assert_false(player.playing);
}

static void play_at_the_end_starts_over(void **state) {
    (void)state;
    Player player = start(3);
    player_seek(&player, 3);
    player_toggle(&player);
    assert_int_equal(player_cursor(&player).step, 0);
    assert_int_equal(player_destination(&player), 1);
    assert_true(player.playing);
}

static void play_goes_on_from_where_it_is(void **state) {
    (void)state;
    Player player = start(3);
    player_seek(&player, 1);
    player_toggle(&player);
    assert_int_equal(player_destination(&player), 2);
}

static void pause_lets_the_running_move_come_to_rest(void **state) {
    (void)state;
    Player player = start(3);
    player_toggle(&player);
    player_advance(&player, 0.5);
    player_toggle(&player);
    assert_false(player.playing);
    assert_true(player.moving);
    player_advance(&player, 1.1);
    assert_rest(&player, 1);
    player_advance(&player, 10);
    assert_rest(&player, 1);
}

static void play_without_steps_does_nothing(void **state) {
    (void)state;
    Player player = start(0);
    player_toggle(&player);
    assert_false(player_runs(&player));
    player_next(&player);
    player_previous(&player);
    assert_rest(&player, 0);
}

static void next_stops_playing(void **state) {
    (void)state;
    Player player = start(4);
    player_toggle(&player);
    player_advance(&player, 0.2);
    player_next(&player);
    assert_false(player.playing);
    player_advance(&player, 10);
    assert_rest(&player, 2);
}

static void speeds_divide_the_time_and_are_brief_from_2x_on(void **state) {
    (void)state;
    static const double seconds[PLAYER_SPEEDS] = {6.4, 3.2, 1.6, 0.445, 0.2225};
    for (int i = 0; i < PLAYER_SPEEDS; i++) {
        Player player = start(4);
        player.speed = i;
        assert_true(fabs(player_duration(&player) - seconds[i]) < 1e-9);
        player_next(&player);
        player_advance(&player, seconds[i] / 2);
        assert_true(fabs(player_cursor(&player).t - 0.5) < 1e-9);
        assert_int_equal(player_cursor(&player).brief, player_speeds[i] >= 2);
        player_advance(&player, seconds[i] / 2);
        assert_rest(&player, 1);
    }
    assert_true(player_speeds[PLAYER_SPEED_NORMAL] == 1);
}

static void another_speed_keeps_the_progress_of_a_running_move(void **state) {
    (void)state;
    Player player = start(9);
    player.speed = 0;
    player_toggle(&player);
    player_advance(&player, 3.2);
    player_set_speed(&player, PLAYER_SPEEDS - 1);
    assert_true(fabs(player_cursor(&player).t - 0.5) < 1e-9);
    player_advance(&player, 0.01);
    assert_int_equal(player_destination(&player), 1);
}

static void reduced_motion_keeps_t_at_zero(void **state) {
    (void)state;
    Player player = start(4);
    player.reduced = true;
    player_next(&player);
    assert_rest(&player, 1);
    assert_false(player_runs(&player));
}

static void reduced_motion_dwells_a_steps_time_while_it_plays(void **state) {
    (void)state;
    Player player = start(3);
    player.reduced = true;
    player_toggle(&player);
    assert_int_equal(player_destination(&player), 1);
    assert_true(player_runs(&player));
    player_advance(&player, 1.5);
    assert_rest(&player, 1);
    player_advance(&player, 0.1);
    assert_rest(&player, 2);
    player_advance(&player, 1.6);
    assert_rest(&player, 3);
    assert_false(player_runs(&player));
}

static void small_and_big_advances_come_to_the_same(void **state) {
    (void)state;
    for (int reduced = 0; reduced < 2; reduced++) {
        Player small = start(100);
        small.reduced = reduced == 1;
        player_toggle(&small);
        Player big = small;
        for (int i = 0; i < 1000; i++) {
            player_advance(&small, 0.0179);
        }
        player_advance(&big, 17.9);
        assert_int_equal(small.step, big.step);
        assert_true(fabs(small.elapsed - big.elapsed) < 1e-6);
    }
}

static void a_long_pause_of_the_machine_ends_at_the_end(void **state) {
    (void)state;
    Player player = start(1000);
    player_toggle(&player);
    player_advance(&player, 1e6);
    assert_rest(&player, 1000);
    assert_false(player_runs(&player));
}

static void nothing_runs_backwards(void **state) {
    (void)state;
    Player player = start(4);
    player_toggle(&player);
    player_advance(&player, 0);
    assert_true(player_cursor(&player).t == 0);
    assert_int_equal(player_destination(&player), 1);
}

static void fewer_steps_take_the_cursor_along(void **state) {
    (void)state;
    Player player = start(9);
    player_seek(&player, 5);
    player_set_steps(&player, 7);
    assert_rest(&player, 5);
    player_set_steps(&player, 3);
    assert_rest(&player, 3);
    player_set_steps(&player, 9);
    assert_rest(&player, 3);
}

static void fewer_steps_end_a_move_that_leads_nowhere(void **state) {
    (void)state;
    Player player = start(9);
    player_seek(&player, 4);
    player_toggle(&player);
    player_advance(&player, 0.5);
    player_set_steps(&player, 4);
    assert_rest(&player, 4);
    assert_false(player_runs(&player));
}

static void a_play_that_still_has_room_goes_on_when_the_steps_change(void **state) {
    (void)state;
    Player player = start(9);
    player_toggle(&player);
    player_advance(&player, 0.5);
    player_set_steps(&player, 4);
    assert_true(player.playing);
    player_advance(&player, 100);
    assert_rest(&player, 4);
}

/* Seconds of a play from its start to its rest at the end. */
static double seconds_of_play(int64_t steps, int speed) {
    Player player = start(steps);
    player.speed = speed;
    player_toggle(&player);
    int frames = 0;
    while (player_runs(&player)) {
        player_advance(&player, 1.0 / 64);
        frames++;
    }
    assert_rest(&player, steps);
    return frames / 64.0;
}

/* B12 of the first use: a photo took 14 minutes, a large map years. */
static void a_long_play_takes_forty_seconds_and_a_short_one_its_time(void **state) {
    (void)state;
    static const int64_t long_runs[] = {26, 50, 51, 400, 2072, 100000};
    assert_true(fabs(seconds_of_play(25, PLAYER_SPEED_NORMAL) - 40) < 0.1);
    assert_true(fabs(seconds_of_play(4, PLAYER_SPEED_NORMAL) - 6.4) < 0.1);
    for (int i = 0; i < 6; i++) {
        assert_true(fabs(seconds_of_play(long_runs[i], PLAYER_SPEED_NORMAL) - 40) < 0.1);
    }
    assert_true(fabs(seconds_of_play(400, PLAYER_SPEED_NORMAL + 1) - 20) < 0.1);
    assert_true(fabs(seconds_of_play(400, 0) - 160) < 0.1);
}

static void short_steps_lose_their_way_home_and_then_all_motion(void **state) {
    (void)state;
    static const struct {
        int64_t steps;
        bool brief, seen;
    } runs[] = {
        {25, false, true}, {50, false, true}, {51, true, true}, {399, true, true}, {401, true, false}};
    for (int i = 0; i < 5; i++) {
        Player player = start(runs[i].steps);
        player_toggle(&player);
        player_advance(&player, player_duration(&player) / 2);
        const Cursor cursor = player_cursor(&player);
        assert_int_equal(cursor.brief, runs[i].brief);
        assert_int_equal(cursor.t > 0, runs[i].seen);
        assert_int_equal(cursor.step, runs[i].seen ? 0 : 1);
    }
}

static void a_step_asked_for_by_itself_takes_its_whole_time_in_any_run(void **state) {
    (void)state;
    Player player = start(100000);
    player_next(&player);
    player_advance(&player, 0.8);
    assert_true(fabs(player_cursor(&player).t - 0.5) < 1e-9);
    assert_false(player_cursor(&player).brief);
}

static void a_pause_lets_the_running_step_end_as_it_began(void **state) {
    (void)state;
    Player player = start(40);
    player_toggle(&player);
    player_advance(&player, 0.5);
    player_toggle(&player);
    player_advance(&player, 0.501);
    assert_rest(&player, 1);
}

static void a_loop_rests_at_the_end_and_begins_again(void **state) {
    (void)state;
    for (int reduced = 0; reduced < 2; reduced++) {
        Player player = start(2);
        player.loop = true;
        player.reduced = reduced;
        player_toggle(&player);
        player_advance(&player, reduced ? 1.7 : 3.3);
        assert_int_equal(player_destination(&player), 2);
        assert_true(player.playing && !player.moving);
        assert_true(player_due(&player) > 0.8 && player_due(&player) <= 1);
        player_advance(&player, 1);
        assert_int_equal(player_destination(&player), 1);
        player.loop = false;
        player_advance(&player, 10);
        assert_rest(&player, 2);
        assert_false(player_runs(&player));
    }
}

static void a_loop_that_is_switched_off_at_its_rest_ends_there(void **state) {
    (void)state;
    Player player = start(2);
    player.loop = true;
    player_toggle(&player);
    player_advance(&player, 3.5);
    assert_true(player_rests(&player));
    player_set_loop(&player, false);
    player_advance(&player, 10);
    assert_rest(&player, 2);
    assert_false(player_runs(&player));
    /* Before its end the run goes on to it. */
    player.loop = true;
    player_toggle(&player);
    player_set_loop(&player, false);
    player_advance(&player, 1);
    assert_true(player_runs(&player));
    player_advance(&player, 10);
    assert_rest(&player, 2);
}

static void a_running_move_keeps_its_share_when_the_steps_change(void **state) {
    (void)state;
    Player player = start(30);
    player_toggle(&player);
    player_advance(&player, 1);
    const double t = player_cursor(&player).t;
    assert_true(t > 0.7 && t < 0.8);
    player_set_steps(&player, 200);
    assert_true(fabs(player_cursor(&player).t - t) < 1e-9);
    player_set_steps(&player, 30);
    assert_true(fabs(player_cursor(&player).t - t) < 1e-9);
    player_set_steps(&player, 4000000);
    assert_true(player.elapsed <= player_duration(&player));
    /* One asked for by itself lasts as long in any run. */
    player_seek(&player, 3);
    player_next(&player);
    player_advance(&player, 0.4);
    player_set_steps(&player, 5);
    assert_true(fabs(player_cursor(&player).t - 0.25) < 1e-9);
}

static void steps_cut_to_the_current_one_end_a_play(void **state) {
    (void)state;
    Player player = start(9);
    player.reduced = true;
    player_toggle(&player);
    player_advance(&player, 1.6 * 3.5);
    assert_rest(&player, 4);
    player_set_steps(&player, 4);
    assert_false(player_runs(&player));
    player_advance(&player, 100);
    assert_rest(&player, 4);
}

static void a_loop_goes_on_from_its_rest_when_there_are_more_steps(void **state) {
    (void)state;
    Player player = start(2);
    player.loop = true;
    player_toggle(&player);
    player_advance(&player, 3.5);
    player_set_steps(&player, 9);
    assert_true(player.playing && player.moving);
    assert_int_equal(player_destination(&player), 3);
    assert_true(player_cursor(&player).t == 0);
}

static void frames_are_held_to_sixty_a_second_however_short_steps_are(void **state) {
    (void)state;
    Player player = start(4000000);
    player.reduced = true;
    assert_true(player_due(&player) < 0);
    player_toggle(&player);
    /* 0: the next frame, which the platform holds to 60 a second. */
    assert_true(player_due(&player) == 0);
    player_advance(&player, 0.1);
    assert_true(player_due(&player) == 0);
    player = start(100);
    player.reduced = true;
    player_toggle(&player);
    player_advance(&player, 0.1);
    assert_true(fabs(player_due(&player) - 0.3) < 1e-9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(next_moves_to_the_step_ahead_and_rests_there),
        cmocka_unit_test(a_long_play_takes_forty_seconds_and_a_short_one_its_time),
        cmocka_unit_test(short_steps_lose_their_way_home_and_then_all_motion),
        cmocka_unit_test(a_step_asked_for_by_itself_takes_its_whole_time_in_any_run),
        cmocka_unit_test(a_pause_lets_the_running_step_end_as_it_began),
        cmocka_unit_test(a_loop_rests_at_the_end_and_begins_again),
        cmocka_unit_test(a_loop_that_is_switched_off_at_its_rest_ends_there),
        cmocka_unit_test(a_running_move_keeps_its_share_when_the_steps_change),
        cmocka_unit_test(steps_cut_to_the_current_one_end_a_play),
        cmocka_unit_test(a_loop_goes_on_from_its_rest_when_there_are_more_steps),
        cmocka_unit_test(frames_are_held_to_sixty_a_second_however_short_steps_are),
        cmocka_unit_test(a_further_next_finishes_the_running_move),
        cmocka_unit_test(next_at_the_end_stays_there),
        cmocka_unit_test(previous_goes_back_at_once),
        cmocka_unit_test(previous_in_a_move_finishes_it_first),
        cmocka_unit_test(seek_goes_anywhere_and_stays_within_bounds),
        cmocka_unit_test(play_runs_to_the_end_and_stops),
        cmocka_unit_test(play_at_the_end_starts_over),
        cmocka_unit_test(play_goes_on_from_where_it_is),
        cmocka_unit_test(pause_lets_the_running_move_come_to_rest),
        cmocka_unit_test(play_without_steps_does_nothing),
        cmocka_unit_test(next_stops_playing),
        cmocka_unit_test(speeds_divide_the_time_and_are_brief_from_2x_on),
        cmocka_unit_test(another_speed_keeps_the_progress_of_a_running_move),
        cmocka_unit_test(reduced_motion_keeps_t_at_zero),
        cmocka_unit_test(reduced_motion_dwells_a_steps_time_while_it_plays),
        cmocka_unit_test(small_and_big_advances_come_to_the_same),
        cmocka_unit_test(a_long_pause_of_the_machine_ends_at_the_end),
        cmocka_unit_test(nothing_runs_backwards),
        cmocka_unit_test(fewer_steps_take_the_cursor_along),
        cmocka_unit_test(fewer_steps_end_a_move_that_leads_nowhere),
        cmocka_unit_test(a_play_that_still_has_room_goes_on_when_the_steps_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
