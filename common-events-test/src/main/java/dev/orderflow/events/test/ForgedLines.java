package dev.orderflow.events.test;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Watches the log for lines that somebody outside wrote: texts of {@link FuzzedJson} that came
 * there together with their line breaks and escapes.
 */
public final class ForgedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Set<String> lines = Collections.synchronizedSet(new LinkedHashSet<>());

    private ForgedLines() {}

    /** From now on there must be none; closing it fails where there was one. */
    public static ForgedLines none() {
        var watching = new ForgedLines();
        watching.start();
        root().addAppender(watching);
        return watching;
    }

    @Override
    protected void append(ILoggingEvent event) {
        Stream.concat(Stream.of(event.getFormattedMessage()), said(event.getMDCPropertyMap()))
                .filter(text -> text.contains(FuzzedJson.FORGED))
                .filter(text -> text.chars().anyMatch(Character::isISOControl))
                .forEach(lines::add);
    }

    private static Stream<String> said(Map<String, String> context) {
        return context.values().stream();
    }

    @Override
    public void close() {
        root().detachAppender(this);
        assertThat(lines).isEmpty();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
