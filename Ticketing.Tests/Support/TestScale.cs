namespace Ticketing.Tests.Support;

/// <summary>Long tests are short by default and full with <c>./test.sh --full</c>.</summary>
public static class TestScale
{
    public static bool IsFull => Environment.GetEnvironmentVariable("TICKETING_PROOFS") == "full";

    public static int Count(int shortRun, int full) => IsFull ? full : shortRun;
}
