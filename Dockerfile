# syntax=docker/dockerfile:1
# One file for the gateway and the four services:
#   docker build --build-arg MODULE=order-service --build-arg MANAGEMENT_PORT=9082 -t qudao/order-service .

# All modules are built in one layer, which the five images share.
FROM eclipse-temurin:25-jdk-noble AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -q -B -DskipTests -Pimage package -am -pl gateway,dealer-service,order-service,inventory-service,forecast-service,local

FROM build AS extract
ARG MODULE
RUN cp ${MODULE}/target/${MODULE}-*-exec.jar /app.jar \
 && java -Djarmode=tools -jar /app.jar extract --layers --destination /layers

FROM eclipse-temurin:25-jre-noble
ARG MODULE
ARG MANAGEMENT_PORT
LABEL org.opencontainers.image.title="Qudao ${MODULE}" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin qudao
WORKDIR /app
# What changes least comes first.
COPY --from=extract /layers/dependencies/ ./
COPY --from=extract /layers/spring-boot-loader/ ./
COPY --from=extract /layers/snapshot-dependencies/ ./
COPY --from=extract /layers/application/ ./
ENV QUDAO_MANAGEMENT_PORT=${MANAGEMENT_PORT} \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
# What a start loads is written down for the next ones, which takes them half the time (docs/adr/017). A heap as small as the containers'
# have, for the cache knows how it was addressed; all other options as in the entry point.
RUN --mount=type=bind,from=build,source=/src/local/target,target=/training \
    java -cp "/training/classes:/training/libraries/*" org.qudao.local.training.TrainingMain \
      --jvm-option=-Xmx512m --jvm-option=-XX:+UseCompactObjectHeaders /app
USER 10001:10001
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=6 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$QUDAO_MANAGEMENT_PORT && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-XX:+UseCompactObjectHeaders", "-XX:AOTCache=/app/app.aot", "-jar", "/app/app.jar"]
