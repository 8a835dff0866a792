#!/bin/sh
# Finds Python 3.11 and hands over to start.py.
cd "$(dirname "$0")" || exit 1
# What is installed needs its wheels no more.
if [ ! -f start.py ] || [ ! -f SHA256SUMS ] || [ ! -d app ] ||
  { [ ! -d wheels ] && [ ! -d venv ]; }; then
  cat >&2 <<'END'
Paket ini tidak lengkap. Ekstrak seluruh ZIP dahulu, lalu jalankan ./start.sh dari folder hasilnya,
bukan dari dalam ZIP.

This bundle is incomplete. Extract the whole ZIP first, then run ./start.sh from the folder that
comes out of it, not from inside the ZIP.
END
  exit 1
fi
for python in "$NTT_PYTHON" python3.11 python3 python; do
  if [ -n "$python" ] && "$python" -c \
    'import sys, venv; sys.exit(sys.version_info[:2] != (3, 11) or sys.maxsize < 2**32)' \
    2>/dev/null; then
    exec "$python" start.py "$@"
  fi
done
cat >&2 <<'END'
Python 3.11 (64-bit) tidak ditemukan. Pasang dahulu (Debian 12: paket python3; Ubuntu: python3.11),
atau sebutkan letaknya: NTT_PYTHON=/letak/python3.11 ./start.sh

Python 3.11 (64-bit) was not found. Install it first (Debian 12: package python3; Ubuntu:
python3.11), or say where it is: NTT_PYTHON=/place/of/python3.11 ./start.sh
END
exit 1
