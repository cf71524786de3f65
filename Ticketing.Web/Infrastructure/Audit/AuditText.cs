namespace Ticketing.Infrastructure.Audit;

/// <summary>Wording that follows a name: "published the event".</summary>
public static class AuditText
{
    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["event.created"] = "created the event",
        ["event.edited"] = "edited the event",
        ["event.published"] = "published the event",
        ["event.withdrawn"] = "withdrew the event",
        ["event.cancelled"] = "cancelled the event",
        ["event.holds-freed"] = "freed tickets that few clients held",
        ["event.poster-uploaded"] = "uploaded a poster",
        ["event.poster-described"] = "described the poster",
        ["event.poster-removed"] = "took the poster down",
        ["event.poster-restored"] = "put the poster back",
        ["ticket-type.created"] = "added a ticket type",
        ["ticket-type.edited"] = "edited a ticket type",
        ["ticket-type.moved"] = "moved a ticket type",
        ["ticket-type.offered"] = "offered a ticket type again",
        ["ticket-type.withdrawn"] = "withdrew a ticket type",
        ["ticket-type.deleted"] = "deleted a ticket type",
        ["order.sold"] = "sold at the box office",
        ["order.resent"] = "sent the tickets again",
        ["order.email-changed"] = "changed the order’s email address",
        ["order.email-restored"] = "restored the order’s old email address",
        ["order.buyer_corrected"] = "corrected the buyer",
        ["order.attendee_renamed"] = "renamed an attendee",
        ["order.let_in"] = "let somebody in by hand",
        ["order.admission_undone"] = "took an admission back",
        ["order.refunded"] = "refunded",
        ["order.disputed"] = "learnt of a dispute",
        ["order.tickets-suspended"] = "suspended tickets",
        ["order.suspension-lifted"] = "lifted a suspension",
        ["order.tickets-voided"] = "made tickets void whose money was gone",
        ["order.books-repaired"] = "took a difference over from the provider’s books",
        ["order.payment-given-up"] = "gave up a payment that the provider does not know",
        ["difference.decided"] = "decided a difference with the provider’s books",
        ["difference.reopened"] = "listed a decided difference again",
        ["order.refund_started"] = "refunded a payment that came too late",
        ["order.refund-retried"] = "tried a cancelled event’s order again",
        ["refund.retried"] = "tried a refund again",
        ["message.retried"] = "tried a message of Stripe’s again",
        ["settlement.agreed"] = "wrote an artist’s deal down",
        ["settlement.deduction-added"] = "added a deduction",
        ["settlement.deduction-changed"] = "changed a deduction",
        ["settlement.deduction-removed"] = "removed a deduction",
        ["mail.requeued"] = "queued a mail again",
        ["mail.all-requeued"] = "queued all dead mails again",
        ["mail.hurried"] = "sent a waiting mail at once",
        ["mail.set-aside"] = "set a dead mail aside",
        ["export.orders"] = "downloaded orders",
        ["export.attendees"] = "downloaded attendees",
        ["export.sales"] = "downloaded sales",
        ["backup.requested"] = "asked for a backup",
        ["venue.payments-recovered"] = "looked up what was paid since the restored backup",
        ["venue.restored"] = "opened the venue again after a restore",
        ["backup.downloaded"] = "downloaded a backup",
        ["settings.saved"] = "changed the settings",
        ["settings.logo-uploaded"] = "uploaded a logo",
        ["settings.logo-removed"] = "removed the logo",
        ["check.run"] = "ran the go-live check",
        ["check.mail-sent"] = "sent a test email",
        ["check.mail-arrived"] = "confirmed that a test email arrived",
        ["user.signed-in"] = "signed in",
        ["user.sign-in-refused"] = "gave a wrong password or code",
        ["user.locked-out"] = "was locked out after too many attempts",
        ["user.tried-while-locked"] = "tried to sign in while locked out",
        ["user.tried-while-inactive"] = "tried to sign in to an account that is not active",
        ["user.confirmed-factor"] = "confirmed their second factor",
        ["user.session-ended"] = "signed a device out",
        ["user.signed-out-elsewhere"] = "signed out everywhere else",
        ["user.signed-out-everywhere"] = "signed out everywhere",
        ["user.set-up"] = "set the venue up",
        ["user.invited"] = "invited somebody",
        ["user.invited-again"] = "sent an invitation again",
        ["user.turned-away"] = "turned somebody away",
        ["user.registered"] = "registered",
        ["user.confirmed"] = "confirmed an address",
        ["user.joined"] = "accepted an invitation",
        ["user.approved"] = "let somebody in",
        ["user.role-changed"] = "changed a role",
        ["user.disabled"] = "disabled an account",
        ["user.enabled"] = "enabled an account",
        ["user.renamed"] = "changed a name",
        ["user.password-changed"] = "changed their password",
        ["user.password-reset"] = "reset their password by mail",
        ["user.superadmin-reset"] = "reset a superadmin from the server",
        ["user.second-factor-reset"] = "reset somebody’s second factor",
        ["user.app-set"] = "set up an authenticator app",
        ["user.app-removed"] = "removed the authenticator app",
        ["user.passkey-added"] = "added a passkey",
        ["user.passkey-removed"] = "removed a passkey",
        ["user.recovery-codes-renewed"] = "made new recovery codes",
    };

    private static readonly Dictionary<string, string> Groups = new(StringComparer.Ordinal)
    {
        ["event"] = "Events",
        ["ticket-type"] = "Ticket types",
        ["order"] = "Orders",
        ["refund"] = "Refunds",
        ["message"] = "Stripe’s messages",
        ["difference"] = "Money",
        ["settlement"] = "Settlements",
        ["mail"] = "Mail",
        ["export"] = "Downloads",
        ["backup"] = "Backups",
        ["venue"] = "Backups",
        ["settings"] = "Settings",
        ["check"] = "Go-live check",
        ["user"] = "Staff",
    };

    public static IEnumerable<IGrouping<string, KeyValuePair<string, string>>> Choices =>
        Actions.GroupBy(deed => Groups[SubjectKind(deed.Key)]);

    public static bool IsKnown(string action) => Actions.ContainsKey(action);

    /// <summary>Unknown actions are spelled out: "gate.opened-early" becomes "gate opened early".</summary>
    public static string Describe(string action) =>
        Actions.GetValueOrDefault(action) ?? action.Replace('.', ' ').Replace('-', ' ').Replace('_', ' ');

    /// <summary>"ticket-type" for "ticket-type.moved".</summary>
    public static string SubjectKind(string action) => action.Split('.')[0];
}
