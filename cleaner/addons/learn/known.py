"""A set of numbers in memory that never grows (a Bloom filter): it may hold one that nobody added, never lack one that was."""

from __future__ import annotations

# 32 MiB, of which the system gives what is touched. After a million articles of 15 paragraphs 1 number in 200 is held
# wrongly, after five million 1 in 5.
_BITS = 1 << 28
_PLACES = 3  # of bits, for each number


class Known:
    """Numbers of 64 bits that are hashes."""

    def __init__(self, bits: int = _BITS) -> None:
        self._bits = bytearray(bits // 8)
        self._last = bits - 1

    def add(self, number: int) -> bool:
        """Hold this number too; whether it was held before."""
        held = True
        # A step that is odd visits other places each time, as the number of bits is a power of two.
        at, step = number & 0xFFFFFFFF, number >> 32 | 1
        for _ in range(_PLACES):
            place = at & self._last
            byte, bit = place >> 3, 1 << (place & 7)
            if not self._bits[byte] & bit:
                self._bits[byte] |= bit
                held = False
            at += step
        return held
