package io.github.camelfastspring.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Further JVMs, with the class path of this one. */
public final class Jvm {

    private Jvm() {}

    /** @param options JVM options, separated by blanks */
    public static List<String> command(String options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options.split(" ")));
        command.add("-cp");
        // Under Maven's Surefire the class path proper is a jar that names the others.
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }
}
