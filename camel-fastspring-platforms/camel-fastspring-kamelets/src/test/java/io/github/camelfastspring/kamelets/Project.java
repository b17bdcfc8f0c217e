package io.github.camelfastspring.kamelets;

/** What the build says of itself. */
final class Project {

    /** The version of the project, as files of it must name it. */
    static final String VERSION = System.getProperty("project.version");

    private Project() {}
}
