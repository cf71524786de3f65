using Xunit.v3;

// Many tests wait: for a browser, a process that starts, a server that is taken away. One more than the two cores of a small machine uses
// that time.
[assembly: Parallelization(MaxThreads = 3)]
