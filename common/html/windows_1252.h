#pragma once

namespace pricecrew {

/// What a byte from 0x80 is in windows-1252. https://encoding.spec.whatwg.org/index-windows-1252.txt
char32_t FromWindows1252(unsigned char byte);

}  // namespace pricecrew
