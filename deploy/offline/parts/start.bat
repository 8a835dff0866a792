@echo off
rem Finds Python 3.11 and hands over to start.py.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
if not exist start.py goto incomplete
if not exist SHA256SUMS goto incomplete
if not exist app\app.py goto incomplete
rem What is installed needs its wheels no more.
if not exist wheels\ if not exist venv\ goto incomplete
set CHECK="import sys, venv; sys.exit(sys.version_info[:2] != (3, 11) or sys.maxsize < 2**32)"

if not defined NTT_PYTHON goto launcher
"%NTT_PYTHON%" -c %CHECK% >nul 2>nul
if errorlevel 1 goto launcher
"%NTT_PYTHON%" start.py %*
goto end

:launcher
py -3.11-64 -c %CHECK% >nul 2>nul
if errorlevel 1 goto plain
py -3.11-64 start.py %*
goto end

:plain
python -c %CHECK% >nul 2>nul
if errorlevel 1 goto missing
python start.py %*
goto end

:incomplete
echo Paket ini tidak lengkap. Ekstrak seluruh ZIP dahulu: klik kanan berkas ZIP, pilih "Ekstrak Semua",
echo lalu klik dua kali start.bat di folder hasilnya, bukan di dalam ZIP.
echo.
echo This bundle is incomplete. Extract the whole ZIP first: right-click the ZIP, choose "Extract All",
echo then double-click start.bat in the folder that comes out of it, not inside the ZIP.
goto end

:missing
echo Python 3.11 (64-bit) tidak ditemukan. Pasang dahulu Python 3.11 untuk Windows (64-bit),
echo lalu klik dua kali start.bat lagi.
echo.
echo Python 3.11 (64-bit) was not found. Install Python 3.11 for Windows (64-bit) first,
echo then double-click start.bat again.

:end
echo.
pause
