namespace Ticketing.Features.GoLive;

public enum GoLiveStatus
{
    Ok,

    /// <summary>Sales would work, or this machine cannot tell.</summary>
    Warn,

    Fail,
}

/// <param name="Text">One line of sentences: what was found and, unless it is good, what to do. No secrets and no personal data.</param>
public sealed record GoLiveFinding(GoLiveStatus Status, string Text)
{
    public static GoLiveFinding Ok(string text) => new(GoLiveStatus.Ok, text);

    public static GoLiveFinding Warn(string text) => new(GoLiveStatus.Warn, text);

    public static GoLiveFinding Fail(string text) => new(GoLiveStatus.Fail, text);

    public static GoLiveFinding CannotTell(string why) => Warn(T["Cannot tell from here: {0}", why]);

    /// <summary>The worst status, with the texts that led to it and the milder ones after them. Good news only if all is good.</summary>
    public static GoLiveFinding Combine(params IEnumerable<GoLiveFinding> findings)
    {
        var all = findings.OrderByDescending(finding => finding.Status).ToList();
        var worst = all[0].Status;
        var told = all.Where(finding => worst == GoLiveStatus.Ok || finding.Status != GoLiveStatus.Ok);
        return new GoLiveFinding(worst, string.Join(' ', told.Select(finding => finding.Text)));
    }
}

/// <summary>
/// One topic of the go-live check. Each runs in its own service scope, at the same time as the others, in the server or in the command.
/// </summary>
public interface IGoLiveCheck
{
    static readonly TimeSpan DefaultTimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>One of <see cref="GoLiveTopics"/>.</summary>
    string Topic { get; }

    /// <summary>After it the result is "cannot tell".</summary>
    TimeSpan TimeLimit => DefaultTimeLimit;

    /// <summary>Also for settings that superadmins have saved. Without a usable database the result is "cannot tell".</summary>
    bool NeedsDatabase => true;

    Task<GoLiveFinding> CheckAsync(CancellationToken ct);
}
