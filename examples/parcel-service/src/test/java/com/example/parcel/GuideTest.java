package com.example.parcel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.wire.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The code that people read in the guide is the code of the examples, which their tests run. Where
 * a sample says it is from is seen from this module.
 */
class GuideTest {

    private static final Path GUIDE = Path.of("..", "..", "docs", "using-common-events.md");
    private static final String LANGUAGE = "(?:java|xml|yaml|sql|text)";
    private static final Pattern SAMPLE =
            Pattern.compile(
                    "(<!-- code: (\\S+?)(?:#(\\w+))? -->\n```" + LANGUAGE + "\n)(.*?)```\n",
                    Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("^```" + LANGUAGE + "$", Pattern.MULTILINE);
    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```\n", Pattern.DOTALL);

    private static final String WRITE = "orderflow.guide.write";
    private static final String HOW_TO_WRITE =
            "docs/using-common-events.md does not show the code that runs. Write it anew with"
                    + " `./mvnw -pl examples/parcel-service -am test -Dtest=GuideTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -D"
                    + WRITE
                    + "=true`, look at the difference, and commit it";

    @Test
    void the_code_in_the_guide_is_the_code_that_runs() throws IOException {
        var guide = Files.readString(GUIDE);
        var mended =
                SAMPLE.matcher(guide)
                        .replaceAll(
                                sample ->
                                        Matcher.quoteReplacement(
                                                sample.group(1)
                                                        + code(sample.group(2), sample.group(3))
                                                        + "```\n"));

        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(GUIDE, mended);
            return;
        }
        assertThat(guide).as(HOW_TO_WRITE).isEqualTo(mended);
    }

    @Test
    void there_is_no_other_code_in_the_guide() throws IOException {
        var guide = Files.readString(GUIDE);

        assertThat(SAMPLE.matcher(guide).results().count())
                .as("samples that name their source")
                .isPositive()
                .isEqualTo(CODE.matcher(guide).results().count());
    }

    @Test
    void the_first_step_takes_no_more_than_forty_lines() throws IOException {
        var guide = Files.readString(GUIDE);
        var begin = guide.indexOf("### 1.");
        var firstStep = guide.substring(begin, guide.indexOf("### 2."));

        var own =
                SAMPLE.matcher(firstStep)
                        .results()
                        .filter(sample -> !sample.group(2).endsWith("pom.xml"))
                        .flatMap(sample -> sample.group(4).lines())
                        .filter(line -> !line.isBlank())
                        .toList();
        assertThat(own).hasSizeBetween(20, 40);
    }

    @Test
    void the_event_in_the_guide_is_what_comes_out_of_kafka() throws IOException {
        var codec = new EventCodec();
        var json = JSON.matcher(Files.readString(GUIDE)).results().toList();
        assertThat(json).hasSize(1);

        var envelope = codec.read(json.getFirst().group(1).getBytes(UTF_8));
        assertThat(codec.event(envelope, ParcelSent.class))
                .isEqualTo(
                        new ParcelSent(
                                UUID.fromString("0199b1c2-7d3e-7a51-8c7e-2f5d3b1a9e10"),
                                "POST",
                                new BigDecimal("2.50"),
                                Optional.empty()));
        assertThat(
                        new String(
                                codec.encode(
                                        envelope.metadata(),
                                        codec.event(envelope, ParcelSent.class)),
                                UTF_8))
                .isEqualToIgnoringWhitespace(json.getFirst().group(1));
    }

    /** A file, or what stands between the marks of a region in it. */
    private static String code(String file, String region) {
        var lines = lines(Path.of(file));
        if (region == null) {
            return String.join("\n", lines) + "\n";
        }
        Predicate<String> isBegin = line -> line.matches("\\W*region " + region + "\\W*");
        assertThat(lines.stream().filter(isBegin)).as(file + " has a region " + region).hasSize(1);
        return lines.stream()
                .dropWhile(isBegin.negate())
                .skip(1)
                .takeWhile(line -> !line.contains("endregion"))
                .collect(Collectors.joining("\n"))
                .stripIndent()
                .strip()
                .concat("\n");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
