package io.github.camelfastspring.support;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What is logged until it is closed, by everybody. */
public final class LogLines implements AutoCloseable {

    private static final String OURS = "io.github.camelfastspring";

    private final List<LogEvent> events = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LogManager.getRootLogger();
    private final AbstractAppender appender;

    /** Lines of this level and more severe ones; of others than this project, only those that are logged anyway. */
    public LogLines(Level level) {
        appender = new AbstractAppender("log-lines", null, null, true, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                if (event.getLevel().isMoreSpecificThan(level)) {
                    events.add(event.toImmutable());
                }
            }
        };
        appender.start();
        root.addAppender(appender);
        if (level.isLessSpecificThan(root.getLevel())) {
            Configurator.setLevel(OURS, level);
        }
    }

    /** Each with its logger and stack trace. */
    public List<String> lines() {
        return events.stream().map(LogLines::text).toList();
    }

    private static String text(LogEvent event) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        out.print(event.getLevel() + " " + event.getLoggerName() + " "
                + event.getMessage().getFormattedMessage());
        if (event.getThrown() != null) {
            event.getThrown().printStackTrace(out);
        }
        return text.toString();
    }

    @Override
    public void close() {
        Configurator.setLevel(OURS, root.getLevel());
        root.removeAppender(appender);
    }
}
