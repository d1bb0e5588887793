# The image of one service: docker build --build-arg SERVICE=order-service .
# Made of the jar that ./mvnw has built; the layers that change least come first.

FROM eclipse-temurin:25-jre AS layers
ARG SERVICE
ARG FOLDER=${SERVICE}
WORKDIR /layers
COPY ${FOLDER}/target/${SERVICE}.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --layers --destination extracted

FROM eclipse-temurin:25-jre
WORKDIR /service
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/spring-boot-loader/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
COPY docker/ready.sh ./
USER 10001:10001
ENV SERVER_PORT=8080
HEALTHCHECK --interval=5s --timeout=4s --retries=6 --start-period=300s CMD ["bash", "/service/ready.sh"]
# The heap leaves room for threads, classes and the driver's buffers. JDK_JAVA_OPTIONS adds to these.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "service.jar"]
