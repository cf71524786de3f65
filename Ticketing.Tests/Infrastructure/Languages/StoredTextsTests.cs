using Ticketing.Features.Backups;
using Ticketing.Features.Recovery;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Notifications.Admin;
using Ticketing.Infrastructure.Notifications.Delivery;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Languages;

/// <summary>Texts that jobs store in English, as German staff read them.</summary>
public sealed class StoredTextsTests
{
    [Theory]
    [InlineData("Written to mail/0193.eml", "Als Datei abgelegt: mail/0193.eml")]
    [InlineData("550 5.1.1 No such user", "„550 5.1.1 No such user“")]
    [InlineData("The server did not answer in time.", "Der Server hat nicht rechtzeitig geantwortet.")]
    [InlineData(
        "The server does not offer XOAUTH2, which Mail:Smtp:OAuth needs. It offers: LOGIN, PLAIN.",
        "Der Server bietet XOAUTH2 nicht an, das Mail:Smtp:OAuth braucht. Er bietet an: LOGIN, PLAIN."
    )]
    [InlineData(
        "The server does not offer XOAUTH2, which Mail:Smtp:OAuth needs. It offers no way to sign in.",
        "Der Server bietet XOAUTH2 nicht an, das Mail:Smtp:OAuth braucht. Er bietet keine Anmeldung an."
    )]
    [InlineData("Written to queue as 4F1A", "„Written to queue as 4F1A“")]
    public void The_delivery_of_an_email_is_told_in_German(string stored, string german) =>
        Assert.Equal(german, InGerman(() => DeliveryText.Describe(stored)));

    [Theory]
    [InlineData("There is no connection to the bucket 'x' at s3.example.", "Es gibt keine Verbindung zu dem Bucket „x“ bei s3.example.")]
    [InlineData(
        "This backup cannot be used: the database in it is damaged: page 3 is never used.",
        "Diese Sicherung ist nicht brauchbar: Die Datenbank darin ist beschädigt: page 3 is never used."
    )]
    [InlineData("pg_dump failed: out of memory", "pg_dump ist fehlgeschlagen: out of memory")]
    [InlineData("Connection to 10.0.0.1 failed: timeout", "„Connection to 10.0.0.1 failed: timeout“")]
    [InlineData("Extension plpgsql is not installed.", "„Extension plpgsql is not installed.“")]
    [InlineData("Something else happened", "„Something else happened“")]
    public void The_failure_of_a_backup_is_told_in_German(string stored, string german) =>
        Assert.Equal(german, InGerman(() => BackupErrorText.Describe(stored)));

    [Fact]
    public void A_text_that_takes_too_long_to_recognise_stays_as_it_is()
    {
        var stored = "There is no backup '" + string.Concat(Enumerable.Repeat("' in ", 100_000));
        Assert.Equal($"„{stored}“", InGerman(() => BackupErrorText.Describe(stored)));
    }

    [Fact]
    public void Every_sentence_that_the_program_writes_about_a_mail_server_is_known()
    {
        Exception[] errors =
        [
            new TimeoutException(),
            new MailKit.Security.SslHandshakeException("?"),
            new MailKit.Security.AuthenticationException("535 no"),
            new NotSupportedException("STARTTLS"),
        ];
        Assert.All(errors, error => AssertKnown(SmtpReplies.Describe(error)));
        AssertKnown(Ticketing.Infrastructure.Notifications.Outbox.NotificationQueue.AbandonedError);
        AssertKnown(FinishRecovery.DroppedReason);
    }

    private static void AssertKnown(string stored)
    {
        var german = InGerman(() => DeliveryText.Describe(stored));
        Assert.NotEqual($"„{stored}“", german);
    }

    private static string InGerman(Func<string> text)
    {
        using var _ = ShippedLanguages.Find("de")!.Use();
        return text();
    }
}
