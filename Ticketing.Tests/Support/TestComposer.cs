using Ticketing.Notifications;

namespace Ticketing.Tests.Support;

/// <summary>Words for a notification, without a feature behind them.</summary>
internal sealed class TestComposer : IEmailComposer
{
    public const string TestKind = "test";

    public string Kind => TestKind;

    /// <summary>What to write; a test replaces it.</summary>
    public Func<Notification, ComposedEmail?> Write { get; set; } = _ => Plain();

    /// <summary>Waited for before each mail is written.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        await Before(ct);
        return Write(notification);
    }

    public static ComposedEmail Plain(
        string subject = "Your tickets", string name = "Ada Buyer", string text = "See you there.", params string[] secrets) =>
        new(name, subject, text, $"<p>{text}</p>", [], secrets);
}
