using Xunit.v3;

// Many tests wait for browsers, processes or servers, so use three threads more than the two cores of a small machine.
[assembly: Parallelization(MaxThreads = 5)]
