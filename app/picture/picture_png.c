/* libpng jumps out of a failed read, so that the function it jumps to changes nothing of its own after
 * setjmp. */
#include "app/picture/picture_png.h"

#include "core/memory.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

typedef struct Job {
    const unsigned char *data;
    size_t size, at;
    int width, height;
    bool deep;
    void *pixels;
    bool memory_short;
} Job;

static void give_bytes(png_structp png, png_bytep bytes, size_t count) {
    Job *job = png_get_io_ptr(png);
    if (count > job->size - job->at) {
        png_error(png, "the end");
    }
    memcpy(bytes, job->data + job->at, count);
    job->at += count;
}

static PNG_FUNCTION(void, fail, (png_structp png, png_const_charp message), PNG_NORETURN) {
    (void)message;
    png_longjmp(png, 1);
}

static void keep_quiet(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static png_voidp take_memory(png_structp png, png_alloc_size_t size) {
    Job *job = png_get_mem_ptr(png);
    void *memory = ps_allocate(size, 1);
    job->memory_short |= memory == NULL;
    return memory;
}

static void release_memory(png_structp png, png_voidp memory) {
    (void)png;
    ps_release(memory);
}

static bool is_little_endian(void) {
    const uint16_t one = 1;
    unsigned char first = 0;
    memcpy(&first, &one, 1);
    return first == 1;
}

/* Every kind of PNG becomes R, G, B, A; values stay as they are stored, without gamma or profiles. */
static void set_transforms(png_structp png, const Job *job) {
    png_set_expand(png);
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, job->deep ? 0xFFFF : 0xFF, PNG_FILLER_AFTER);
    if (job->deep && is_little_endian()) {
        png_set_swap(png);
    }
}

static bool read_pixels(png_structp png, png_infop info, const Job *job) {
    const size_t stride = (size_t)job->width * 4 * (job->deep ? 2 : 1);
    if (setjmp(png_jmpbuf(png)) != 0) {
        return false;
    }
    png_read_info(png, info);
    set_transforms(png, job);
    const int passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    if (png_get_rowbytes(png, info) != stride) {
        return false;
    }
    for (int pass = 0; pass < passes; pass++) {
        for (int y = 0; y < job->height; y++) {
            png_read_row(png, (png_bytep)job->pixels + (size_t)y * stride, NULL);
        }
    }
    return true;
}

bool picture_png_decode(const unsigned char *data, size_t size, int width, int height, bool deep,
                        void *pixels, bool *broken) {
    Job job = {data, size, 0, width, height, deep, pixels, false};
    png_structp png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, NULL, fail, keep_quiet, &job,
                                               take_memory, release_memory);
    png_infop info = png != NULL ? png_create_info_struct(png) : NULL;
    bool read = false;
    if (info != NULL) {
        png_set_read_fn(png, &job, give_bytes);
        read = read_pixels(png, info, &job);
    }
    png_destroy_read_struct(&png, &info, NULL);
    *broken = !read && !job.memory_short;
    return read;
}
