@echo off
rem Sets everything up and serves the dashboard. Double-click, or: run.bat gongkai import FOLDER
chcp 65001 >nul
set PYTHONUTF8=1
set "STARTER=python"
where py >nul 2>nul
if not errorlevel 1 set "STARTER=py -3"
%STARTER% "%~dp0run.py" %*
if errorlevel 1 pause
