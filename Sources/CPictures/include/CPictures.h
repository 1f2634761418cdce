#pragma once
const char *lz_vips_version(void);
