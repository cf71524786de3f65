namespace Ticketing.Infrastructure.Localization;

/// <summary>Local date and time as typed; every part may be empty.</summary>
public sealed record LocalTimeInput
{
    public const string First = "first";
    public const string Second = "second";

    /// <summary>"2026-11-27".</summary>
    public string Date
    {
        get;
        set => field = value?.Trim() ?? "";
    } = "";

    /// <summary>"20:15".</summary>
    public string Time
    {
        get;
        set => field = value?.Trim() ?? "";
    } = "";

    /// <summary><see cref="First"/> or <see cref="Second"/> if the clocks show this time twice; else empty.</summary>
    public string Which
    {
        get;
        set => field = value is First or Second ? value : "";
    } = "";

    public bool IsEmpty => Date.Length + Time.Length == 0;

    public override string ToString() => string.Join(' ', new[] { Date, Time, Which }.Where(part => part.Length > 0));
}
