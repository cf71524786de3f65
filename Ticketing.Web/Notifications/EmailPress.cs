using Ticketing.Data;

namespace Ticketing.Notifications;

public abstract record Printed
{
    public sealed record Ready(ComposedEmail Email, OutgoingMail Mail) : Printed
    {
        public string Redact(string text) => Redaction.Redact(text, Email.Secrets);
    }

    public sealed record NothingToSay : Printed;

    public sealed record Undeliverable(string Reason) : Printed;

    public sealed record Failed(Exception Error) : Printed;
}

public sealed class EmailPress(IServiceScopeFactory scopes, MimeMail mime)
{
    public Task<Printed> PrintAsync(Notification notification, CancellationToken ct) => PrintAsync(notification, toRead: false, ct);

    /// <summary>Preview for staff: leaves out access links and creates no tokens.</summary>
    public Task<Printed> PrintToReadAsync(Notification notification, CancellationToken ct) => PrintAsync(notification, toRead: true, ct);

    private async Task<Printed> PrintAsync(Notification notification, bool toRead, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(notification.Recipient, out var recipient))
        {
            return new Printed.Undeliverable("The recipient is not an address that mail can be sent to.");
        }

        try
        {
            return await ComposeAsync(notification, toRead, ct) is { } email
                ? new Printed.Ready(email, mime.Build(notification.Id, recipient, email))
                : new Printed.NothingToSay();
        }
#pragma warning disable CA1031 // A faulty message must not stop the others.
        catch (Exception error) when (!DatabaseErrors.IsOutage(error) && !ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new Printed.Failed(error);
        }
    }

    // Each composer gets its own scope, so that tracked entities do not leak between messages.
    private async Task<ComposedEmail?> ComposeAsync(Notification notification, bool toRead, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (toRead)
        {
            scope.ServiceProvider.GetRequiredService<MailPurpose>().ToRead();
        }

        var composer = scope.ServiceProvider.GetServices<IEmailComposer>().FirstOrDefault(c => c.Kind == notification.Kind)
            ?? throw new InvalidOperationException($"Nothing composes notifications of the kind '{notification.Kind}'.");
        return await composer.ComposeAsync(notification, ct);
    }
}
