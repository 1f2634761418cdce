#include "CPictures.h"
#include <string.h>
#include <vips/vips.h>

static void say_nothing(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {}

int lz_start(void) {
  if (VIPS_INIT("lianzhi")) return -1;
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  vips_cache_set_max_mem(0);
  vips_cache_set_max_files(0);
  // Everything is shut, then four doors are opened: a kind of file that nobody asked for has no code to attack.
  vips_block_untrusted_set(TRUE);
  vips_operation_block_set("VipsForeignLoad", TRUE);
  vips_operation_block_set("VipsForeignLoadJpeg", FALSE);
  vips_operation_block_set("VipsForeignLoadPng", FALSE);
  vips_operation_block_set("VipsForeignLoadWebp", FALSE);
  vips_operation_block_set("VipsForeignLoadHeif", FALSE);
  // A visitor's broken photo is an answer to the visitor, not a line in the server's log.
  g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_INFO | G_LOG_LEVEL_MESSAGE, say_nothing, NULL);
  return 0;
}

static lz_outcome finish(lz_outcome outcome) {
  vips_error_clear();
  vips_thread_shutdown();
  return outcome;
}

lz_outcome lz_read_header(lz_kind kind, const void *bytes, size_t length, lz_header *header) {
  VipsImage *image = NULL;
  int failed = 1;
  switch (kind) {
  case LZ_JPEG: failed = vips_jpegload_buffer((void *)bytes, length, &image, NULL); break;
  case LZ_PNG: failed = vips_pngload_buffer((void *)bytes, length, &image, NULL); break;
  case LZ_WEBP: failed = vips_webpload_buffer((void *)bytes, length, &image, NULL); break;
  case LZ_HEIF: failed = vips_heifload_buffer((void *)bytes, length, &image, NULL); break;
  }
  if (failed) return finish(LZ_DAMAGED);
  header->width = vips_image_get_width(image);
  header->height = vips_image_get_height(image);
  header->frames = vips_image_get_n_pages(image);
  g_object_unref(image);
  return finish(LZ_DONE);
}

// Stops the work on a picture when its time is over.
static void watch(VipsImage *image, VipsProgress *progress, gint64 *deadline) {
  if (g_get_monotonic_time() > *deadline) vips_image_set_kill(image, TRUE);
}

static VipsImage *take(VipsImage **place, VipsImage *next) {
  g_object_unref(*place);
  *place = next;
  return next;
}

// The decoded picture in memory: fitted, upright, sRGB, three bands of 8 bits. NULL when it cannot be decoded.
static VipsImage *decode(const void *bytes, size_t length, int side, gint64 *deadline) {
  VipsImage *image = NULL, *next = NULL;
  // libvips 8.14 does not hand thumbnail's own fail_on down to the loader: a cut photo would be half grey.
  if (vips_thumbnail_buffer((void *)bytes, length, &image, side, "height", side, "size", VIPS_SIZE_DOWN, "export_profile", "srgb",
        "option_string", "[fail_on=error]", NULL))
    return NULL;
  vips_image_set_progress(image, TRUE);
  g_signal_connect(image, "eval", G_CALLBACK(watch), deadline);
  if (vips_colourspace(image, &next, VIPS_INTERPRETATION_sRGB, NULL)) goto failed;
  take(&image, next);
  if (vips_image_hasalpha(image)) {
    double white[] = {255, 255, 255};
    VipsArrayDouble *background = vips_array_double_new(white, 3);
    int flat = vips_flatten(image, &next, "background", background, NULL);
    vips_area_unref(VIPS_AREA(background));
    if (flat) goto failed;
    take(&image, next);
  }
  if (vips_cast_uchar(image, &next, NULL)) goto failed;
  take(&image, next);
  next = vips_image_copy_memory(image);
  g_object_unref(image);
  return next;
failed:
  g_object_unref(image);
  return NULL;
}

static int encode(VipsImage *image, int quality, lz_picture *picture) {
  picture->width = vips_image_get_width(image);
  picture->height = vips_image_get_height(image);
  return vips_jpegsave_buffer(
    image, &picture->bytes, &picture->length, "Q", quality, "strip", TRUE, "interlace", TRUE, "optimize_coding", TRUE, NULL);
}

lz_outcome lz_make(const void *bytes, size_t length, const lz_wishes *wishes, lz_picture *picture, lz_picture *thumbnail) {
  memset(picture, 0, sizeof *picture);
  memset(thumbnail, 0, sizeof *thumbnail);
  gint64 deadline = g_get_monotonic_time() + (gint64)wishes->milliseconds * 1000;
  VipsImage *image = decode(bytes, length, wishes->side, &deadline), *small = NULL;
  int failed = !image || encode(image, wishes->quality, picture) ||
    vips_thumbnail_image(
      image, &small, wishes->thumbnail_side, "height", wishes->thumbnail_side, "size", VIPS_SIZE_DOWN, "no_rotate", TRUE, NULL) ||
    encode(small, wishes->thumbnail_quality, thumbnail);
  VIPS_UNREF(image);
  VIPS_UNREF(small);
  int late = g_get_monotonic_time() > deadline;
  if (!failed && !late) return finish(LZ_DONE);
  lz_free(picture->bytes);
  lz_free(thumbnail->bytes);
  picture->bytes = thumbnail->bytes = NULL;
  return finish(late ? LZ_TOO_SLOW : LZ_DAMAGED);
}

void lz_free(void *bytes) { g_free(bytes); }

void lz_digest(const void *bytes, size_t length, char digest[65]) {
  gchar *text = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, length);
  memcpy(digest, text, 65);
  g_free(text);
}
