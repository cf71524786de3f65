namespace Ticketing.Tests.Support;

/// <summary>Long tests are short by default and full with <c>./test.sh --full</c>.</summary>
public static class Proofs
{
    public static bool InFull => Environment.GetEnvironmentVariable("TICKETING_PROOFS") == "full";

    public static int Count(int shortRun, int full) => InFull ? full : shortRun;
}
