using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Tests.Support.Mail;

internal sealed class TestComposer(string kind = TestComposer.TestKind) : IEmailComposer
{
    public const string TestKind = "test";

    public string Kind => kind;

    public Func<Notification, ComposedEmail?> Compose { get; set; } = _ => Plain();

    /// <summary>Awaited before each mail is composed.</summary>
    public Func<CancellationToken, Task> BeforeCompose { get; set; } = _ => Task.CompletedTask;

    public async Task<ComposedEmail?> ComposeAsync(Notification notification, CancellationToken ct)
    {
        await BeforeCompose(ct);
        return Compose(notification);
    }

    public static ComposedEmail Plain(
        string subject = "Your tickets",
        string name = "Ada Buyer",
        string text = "See you there.",
        params string[] secrets
    ) => new(name, subject, text, $"<p>{text}</p>", [], secrets);
}
