package io.github.camelfastspring.client;

/** The places for calls that are under way; a call that has none yet waits without one. */
interface CallPlaces {

    /** Whether there is a free place now. */
    boolean isFree();

    /** Takes a free place; false if there is none. */
    boolean reserve();
}
