@echo off
rem Runs Maven on a JDK 25: the Maven on the PATH, else the version in
rem .mvn\wrapper\maven-wrapper.properties, fetched once and kept below %USERPROFILE%\.m2.
setlocal

set "PROJECT=%~dp0"
set "PROPERTIES=%PROJECT%.mvn\wrapper\maven-wrapper.properties"

if not exist "%JAVA_HOME%\bin\javac.exe" goto no_jdk
findstr /r /c:"^JAVA_VERSION=.2[5-9]" /c:"^JAVA_VERSION=.[3-9][0-9]" "%JAVA_HOME%\release" >nul 2>&1 || goto no_jdk
set "MAVEN_OPTS=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow %MAVEN_OPTS%"

set "MAVEN=mvn.cmd"
where mvn.cmd >nul 2>&1 && goto run

for /f "tokens=1,* delims==" %%a in ('findstr /b "distribution" "%PROPERTIES%"') do set "%%a=%%b"
set "DISTS=%USERPROFILE%\.m2\wrapper\dists"
set "MAVEN=%DISTS%\apache-maven-%distributionVersion%\bin\mvn.cmd"
if exist "%MAVEN%" goto run

if not "%MVNW_REPOURL%"=="" set "distributionUrl=%MVNW_REPOURL%/org/apache/maven/apache-maven/%distributionVersion%/apache-maven-%distributionVersion%-bin.tar.gz"
echo mvnw: fetching Maven %distributionVersion% (once) ... 1>&2
set "UNFINISHED=%DISTS%\unfinished.%RANDOM%%RANDOM%"
mkdir "%UNFINISHED%" || exit /b 1
curl.exe --fail --silent --show-error --location --output "%UNFINISHED%\maven.tar.gz" "%distributionUrl%" || goto not_fetched
certutil -hashfile "%UNFINISHED%\maven.tar.gz" SHA512 | findstr /i /x "%distributionSha512Sum%" >nul || goto not_expected
tar.exe -xzf "%UNFINISHED%\maven.tar.gz" -C "%UNFINISHED%" || goto not_fetched
move "%UNFINISHED%\apache-maven-%distributionVersion%" "%DISTS%" >nul
rmdir /s /q "%UNFINISHED%"
if not exist "%MAVEN%" goto not_fetched

:run
call "%MAVEN%" %*
exit /b %ERRORLEVEL%

:no_jdk
echo Orderflow needs a JDK 25: install one (for example Eclipse Temurin 25, https://adoptium.net) and set JAVA_HOME to its folder. 1>&2
exit /b 1

:not_fetched
rmdir /s /q "%UNFINISHED%" 2>nul
echo mvnw: Maven %distributionVersion% could not be fetched from %distributionUrl%: check the network, or install Maven 3.8.6 or newer. 1>&2
exit /b 1

:not_expected
rmdir /s /q "%UNFINISHED%" 2>nul
echo mvnw: what came from %distributionUrl% is not the Maven %distributionVersion% that was expected (its checksum differs): nothing was run. 1>&2
exit /b 1
