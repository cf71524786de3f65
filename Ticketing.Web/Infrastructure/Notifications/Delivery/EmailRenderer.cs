using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Infrastructure.Notifications.Delivery;

public abstract record RenderResult
{
    public sealed record Ready(ComposedEmail Email, OutgoingMail Mail) : RenderResult
    {
        public string Redact(string text) => Redaction.Redact(text, Email.Secrets);
    }

    public sealed record NothingToSend : RenderResult;

    public sealed record Undeliverable(string Reason) : RenderResult;

    public sealed record Failed(Exception Error) : RenderResult;
}

public sealed class EmailRenderer(IServiceScopeFactory scopes, MimeMessageBuilder mime)
{
    public Task<RenderResult> RenderAsync(Notification notification, CancellationToken ct) => RenderAsync(notification, preview: false, ct);

    /// <summary>Preview for staff: leaves out access links and creates no tokens.</summary>
    public Task<RenderResult> RenderPreviewAsync(Notification notification, CancellationToken ct) =>
        RenderAsync(notification, preview: true, ct);

    private async Task<RenderResult> RenderAsync(Notification notification, bool preview, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(notification.Recipient, out var recipient))
        {
            return new RenderResult.Undeliverable("The recipient is not an address that mail can be sent to.");
        }

        try
        {
            return await ComposeAsync(notification, preview, ct) is { } email
                ? new RenderResult.Ready(email, mime.Build(notification.Id, recipient, email))
                : new RenderResult.NothingToSend();
        }
#pragma warning disable CA1031 // A faulty message must not stop the others.
        catch (Exception error) when (!DatabaseErrors.IsOutage(error) && !ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new RenderResult.Failed(error);
        }
    }

    // Each composer gets its own scope, so that tracked entities do not leak between messages.
    private async Task<ComposedEmail?> ComposeAsync(Notification notification, bool preview, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (preview)
        {
            scope.ServiceProvider.GetRequiredService<MailRenderMode>().UsePreview();
        }

        var composer =
            scope.ServiceProvider.GetServices<IEmailComposer>().FirstOrDefault(c => c.Kind == notification.Kind)
            ?? throw new InvalidOperationException($"Nothing composes notifications of the kind '{notification.Kind}'.");
        using var _ = (await FindLanguageAsync(scope.ServiceProvider, notification, ct)).Use();
        return await composer.ComposeAsync(notification, ct);
    }

    private static async Task<Language> FindLanguageAsync(IServiceProvider services, Notification notification, CancellationToken ct)
    {
        foreach (var languages in services.GetServices<IMailLanguages>())
        {
            if (await languages.FindAsync(notification, ct) is { } own)
            {
                return own;
            }
        }

        return ShippedLanguages.Find(notification.Language) ?? Language.English;
    }
}
