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

/** Everything that is logged until it is closed. */
public final class LogLines implements AutoCloseable {

    private final List<LogEvent> lines = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LogManager.getRootLogger();
    private final Level levelBefore = root.getLevel();
    private final AbstractAppender appender =
            new AbstractAppender("log-lines", null, null, true, Property.EMPTY_ARRAY) {
                @Override
                public void append(LogEvent event) {
                    lines.add(event.toImmutable());
                }
            };

    /** What has this level or is more severe. */
    public LogLines(Level level) {
        appender.start();
        root.addAppender(appender);
        if (level.isLessSpecificThan(levelBefore)) {
            Configurator.setRootLevel(level);
        }
    }

    /** Messages and stack traces from this level on. */
    public String text(Level level) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        for (LogEvent line : lines) {
            if (line.getLevel().isMoreSpecificThan(level)) {
                out.println(line.getLevel() + " " + line.getLoggerName() + " "
                        + line.getMessage().getFormattedMessage());
                if (line.getThrown() != null) {
                    line.getThrown().printStackTrace(out);
                }
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        Configurator.setRootLevel(levelBefore);
        root.removeAppender(appender);
    }
}
