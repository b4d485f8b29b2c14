# Ubuntu's own .NET packages, so building needs no other source of images or packages than the distribution and NuGet.
FROM ubuntu:26.04 AS build
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates dotnet-sdk-10.0 \
  && rm -rf /var/lib/apt/lists/*
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
COPY .editorconfig BannedSymbols.txt Directory.Build.props Directory.Packages.props global.json ./
COPY src src
# Built once to write the message handlers' code, and again with it: otherwise each first request waits for a compiler.
# Warnings are errors where the code is written; a newer compiler of the distribution may know more of them.
RUN --mount=type=cache,target=/root/.nuget/packages \
  dotnet build src/Analyst.Api --configuration Release -p:TreatWarningsAsErrors=false \
  && ConnectionStrings__Postgres=Host=none Analyst__DataFolder=/tmp/data artifacts/bin/Analyst.Api/release/Analyst.Api codegen write \
  && mv artifacts/bin/Analyst.Api/release/Internal/Generated /generated \
  && dotnet publish src/Analyst.Api --configuration Release --output /app -p:TreatWarningsAsErrors=false -p:GeneratedHandlers=/generated

FROM ubuntu:26.04
RUN apt-get update \
  && apt-get install --yes --no-install-recommends aspnetcore-runtime-10.0 ca-certificates curl \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin analyst \
  && install --directory --owner analyst --group analyst /data
COPY --from=build /app /app
USER analyst
# Caches and scratch files of this one container; what must last is in Postgres and S3.
VOLUME /data
WORKDIR /app
ENV Analyst__DataFolder=/data ASPNETCORE_HTTP_PORTS=8080 DOTNET_CLI_TELEMETRY_OPTOUT=1
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=5s --start-period=30s --retries=12 \
  CMD ["curl", "--fail", "--silent", "--show-error", "--output", "/dev/null", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["/app/Analyst.Api"]
