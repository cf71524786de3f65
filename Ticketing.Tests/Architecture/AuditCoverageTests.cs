using System.Reflection;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Infrastructure.Audit;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>Every change in the admin area must be audited. A new form handler must be added here.</summary>
public sealed class AuditCoverageTests
{
    private const string Pages = "Ticketing.Areas.Admin.Pages.";

    /// <summary>Form handler → audit actions; empty if it changes nothing.</summary>
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["Account.IndexModel.OnPostLanguageAsync"] = ["user.language-chosen"],
        ["Account.IndexModel.OnPostNameAsync"] = ["user.renamed"],
        ["Account.EmailsModel.OnPostAsync"] = ["user.emails-chosen"],
        ["Account.ConfirmModel.OnPostAsync"] =
        [
            "user.confirmed-factor",
            "user.sign-in-refused",
            "user.locked-out",
            "user.tried-while-locked",
        ],
        ["Account.ConfirmModel.OnPostPasskeyAsync"] = ["user.confirmed-factor", "user.sign-in-refused"],
        ["Account.PasswordModel.OnPostAsync"] =
        [
            "user.password-changed",
            "user.sign-in-refused",
            "user.locked-out",
            "user.tried-while-locked",
        ],
        ["Account.SessionsModel.OnPostElsewhereAsync"] = ["user.signed-out-elsewhere"],
        ["Account.SessionsModel.OnPostEndAsync"] = ["user.session-ended"],
        ["Account.SecondFactor.AppModel.OnPostAsync"] = ["user.app-set"],
        ["Account.SecondFactor.IndexModel.OnPostCodesAsync"] = ["user.recovery-codes-renewed"],
        ["Account.SecondFactor.IndexModel.OnPostPasskeyAsync"] = ["user.passkey-added"],
        ["Account.SecondFactor.IndexModel.OnPostRemoveAppAsync"] = ["user.app-removed"],
        ["Account.SecondFactor.IndexModel.OnPostRemovePasskeyAsync"] = ["user.passkey-removed"],
        ["ApiKeys.IndexModel.OnPostRevokeAsync"] = ["api-key.revoked"],
        ["ApiKeys.NewModel.OnPostAsync"] = ["api-key.created"],
        ["Backups.IndexModel.OnPostAsync"] = ["backup.requested"],
        ["Messages.ComposeModel.OnPostAsync"] = ["event.message-written", "event.message-edited"],
        ["Messages.DetailsModel.OnPostDeleteAsync"] = ["event.message-deleted"],
        ["Messages.DetailsModel.OnPostScheduleAsync"] = ["event.message-scheduled"],
        ["Messages.DetailsModel.OnPostStopAsync"] = ["event.message-stopped"],
        ["Messages.DetailsModel.OnPostTakeBackAsync"] = ["event.message-taken-back"],
        ["Messages.DetailsModel.OnPostTestAsync"] = ["event.message-tested"],
        ["Messages.IndexModel.OnPostReminderOffAsync"] = ["event.ticket-reminder-off"],
        ["Messages.IndexModel.OnPostReminderOnAsync"] = ["event.ticket-reminder-on"],
        ["PromoCodes.EditModel.OnPostDeleteAsync"] = ["promo-code.deleted"],
        ["PromoCodes.EditModel.OnPostEndAsync"] = ["promo-code.ended"],
        ["PromoCodes.EditModel.OnPostResumeAsync"] = ["promo-code.resumed"],
        ["PromoCodes.EditModel.OnPostSaveAsync"] = ["promo-code.edited"],
        ["PromoCodes.PromoCodeListPage.OnPostAddAsync"] = ["promo-code.created", "promo-code.batch-created"],
        ["PromoCodes.PromoCodeListPage.OnPostEndBatchAsync"] = ["promo-code.batch-ended"],
        ["Rescheduling.PostponeModel.OnPostAsync"] =
        [
            "event.postponed",
            "event.back-on",
            "event.edited",
            "event.buyers-told",
            "event.buyers-not-told",
        ],
        ["UnsubscribeModel.OnPostAsync"] = ["user.emails-chosen"],
        ["Restore.IndexModel.OnPostFinishAsync"] = ["venue.restored"],
        ["Restore.IndexModel.OnPostPaymentsAsync"] = ["venue.payments-recovered"],
        ["GoLive.TestEmailModel.OnPostAsync"] = ["check.mail-arrived"],
        ["GoLive.IndexModel.OnPostAsync"] = ["check.run"],
        ["GoLive.IndexModel.OnPostMailAsync"] = ["check.mail-sent"],
        ["Cancellations.EventModel.OnPostAsync"] = ["event.cancelled"],
        ["Cancellations.EventModel.OnPostRetryAsync"] = ["refund.retried", "order.refund-retried"],
        ["CheckIn.CheckInPage.OnPostAdmitOrderAsync"] = ["order.let_in"],
        ["CheckIn.CheckInPage.OnPostUndoAsync"] = ["order.admission_undone"],
        ["CheckIn.ListModel.OnPostAdmitAsync"] = ["order.let_in"],
        ["Events.DetailsModel.OnPostFreeHoldsAsync"] = ["event.holds-freed"],
        ["Events.DetailsModel.OnPostPublishAsync"] = ["event.published"],
        ["Events.DetailsModel.OnPostScheduleAsync"] = ["event.publication-scheduled"],
        ["Events.DetailsModel.OnPostTakeBackAsync"] = ["event.publication-taken-back"],
        ["Events.DetailsModel.OnPostArchiveAsync"] = ["event.archived"],
        ["Events.DetailsModel.OnPostRestoreAsync"] = ["event.restored"],
        ["Events.DetailsModel.OnPostDeleteAsync"] = ["event.deleted"],
        ["Events.DetailsModel.OnPostWithdrawAsync"] = ["event.withdrawn"],
        ["Events.TranslationsModel.OnPostAsync"] = ["event.translated"],
        ["Events.DuplicateModel.OnPostAsync"] = ["event.created"],
        ["Events.EditModel.OnPostAsync"] = ["event.edited", "event.buyers-told", "event.buyers-not-told"],
        ["Events.NewModel.OnPostAsync"] = ["event.created", "ticket-type.created", "event.poster-uploaded", "event.published"],
        ["Events.PosterModel.OnPostDescribeAsync"] = ["event.poster-described"],
        ["Events.PosterModel.OnPostPutBackAsync"] = ["event.poster-restored"],
        ["Events.PosterModel.OnPostTakeDownAsync"] = ["event.poster-removed"],
        ["Events.PosterModel.OnPostUploadAsync"] = ["event.poster-uploaded"],
        ["Events.TypesModel.OnPostAddAsync"] = ["ticket-type.created"],
        ["Events.TypesModel.OnPostDeleteAsync"] = ["ticket-type.deleted"],
        ["Events.TypesModel.OnPostMoveAsync"] = ["ticket-type.moved"],
        ["Events.TypesModel.OnPostOfferAsync"] = ["ticket-type.offered", "ticket-type.withdrawn"],
        ["Events.TypesModel.OnPostSaveAsync"] = ["ticket-type.edited"],
        ["Events.WaitingListModel.OnPostAsync"] = ["event.waiting-list"],
        ["Events.WaitingListModel.OnPostRemoveAsync"] = ["event.waiting-list-removed"],
        ["Events.WaitingRoomModel.OnPostSwitchOnAsync"] = ["event.waiting-room-on"],
        ["Events.WaitingRoomModel.OnPostSwitchOffAsync"] = ["event.waiting-room-off"],
        ["Events.WaitingRoomModel.OnPostPauseAsync"] = ["event.waiting-room-paused"],
        ["Events.WaitingRoomModel.OnPostResumeAsync"] = ["event.waiting-room-resumed"],
        ["Insights.EventModel.OnPostRevokeAsync"] = ["event.figures-link-revoked"],
        ["Insights.EventModel.OnPostShareAsync"] = ["event.figures-shared"],
        ["Insights.EventModel.OnPostThresholdAsync"] = ["event.low-stock-changed"],
        ["JoinModel.OnPostAsync"] = ["user.joined", "user.confirmed"],
        ["Login.IndexModel.OnPostAsync"] =
        [
            "user.signed-in",
            "user.sign-in-refused",
            "user.locked-out",
            "user.tried-while-locked",
            "user.tried-while-inactive",
        ],
        ["Login.IndexModel.OnPostPasskeyAsync"] = ["user.signed-in", "user.tried-while-inactive"],
        ["Login.SecondFactorModel.OnPostAsync"] = ["user.signed-in", "user.sign-in-refused", "user.locked-out", "user.tried-while-locked"],
        ["Notifications.DetailsModel.OnPostHurryAsync"] = ["mail.hurried"],
        ["Notifications.DetailsModel.OnPostRequeueAsync"] = ["mail.requeued"],
        ["Notifications.DetailsModel.OnPostSetAsideAsync"] = ["mail.set-aside"],
        ["Notifications.RequeueModel.OnPostAsync"] = ["mail.all-requeued"],
        ["Orders.DetailsModel.OnPostAttendeeAsync"] = ["order.attendee_renamed"],
        ["Orders.DetailsModel.OnPostBuyerAsync"] = ["order.buyer_corrected"],
        ["Orders.DetailsModel.OnPostCompanyAsync"] = ["order.company_corrected"],
        ["Orders.DetailsModel.OnPostLiftAsync"] = ["order.suspension-lifted"],
        ["Orders.DetailsModel.OnPostSuspendAsync"] = ["order.tickets-suspended"],
        ["Orders.DetailsModel.OnPostResendAsync"] = ["order.resent"],
        ["Orders.BulkRunModel.OnPostContinueAsync"] = ["orders.continued"],
        ["Orders.BulkRunModel.OnPostStopAsync"] = ["orders.stopped"],
        ["Orders.BulkModel.OnPostAsync"] = ["orders.refunded", "orders.resent"],
        ["Orders.IndexModel.OnPostDeleteViewAsync"] = ["order-view.deleted"],
        ["Orders.IndexModel.OnPostSaveViewAsync"] = ["order-view.saved"],
        ["Orders.NotesModel.OnPostAddAsync"] = ["order.note-added"],
        ["Orders.NotesModel.OnPostDeleteAsync"] = ["order.note-deleted"],
        ["Orders.NotesModel.OnPostTagAsync"] = ["order.tagged"],
        ["Orders.NotesModel.OnPostUntagAsync"] = ["order.untagged"],
        ["Orders.NewModel.OnPostAsync"] = ["order.sold"],
        ["Orders.RefundModel.OnPostAsync"] = ["order.refunded", "refund.handed-back"],
        ["Payments.IndexModel.OnPostDecideAsync"] = ["difference.decided"],
        ["Payments.IndexModel.OnPostGiveUpAsync"] = ["order.payment-given-up"],
        ["Payments.IndexModel.OnPostRepairAsync"] =
        [
            "order.books-repaired",
            "order.refunded",
            "order.disputed",
            "order.tickets-voided",
            "order.suspension-lifted",
        ],
        ["Payments.IndexModel.OnPostTakeBackAsync"] = ["difference.reopened"],
        ["Payments.MessagesModel.OnPostRetryAsync"] = ["message.retried"],
        ["Refunds.IndexModel.OnPostReplaceAsync"] = ["refund.replaced"],
        ["Refunds.IndexModel.OnPostHandBackAsync"] = ["refund.handed-back"],
        ["Refunds.IndexModel.OnPostRetryAsync"] = ["refund.retried"],
        ["Refunds.IndexModel.OnPostUndoAsync"] = ["refund.hand-back-undone"],
        ["RegisterModel.OnPostAsync"] = ["user.registered"],
        ["ResetModel.OnPostAsync"] = ["user.password-reset"],
        ["Settings.IndexModel.OnPostAsync"] = ["settings.saved"],
        ["Settings.IndexModel.OnPostLogoAsync"] = ["settings.logo-uploaded"],
        ["Settings.IndexModel.OnPostRemoveLogoAsync"] = ["settings.logo-removed"],
        ["Settlements.IndexModel.OnPostAddAsync"] = ["settlement.deduction-added"],
        ["Settlements.IndexModel.OnPostAgreeAsync"] = ["settlement.agreed"],
        ["Settlements.IndexModel.OnPostChangeAsync"] = ["settlement.deduction-changed"],
        ["Settlements.IndexModel.OnPostRemoveAsync"] = ["settlement.deduction-removed"],
        ["SetupModel.OnPostAsync"] = ["user.set-up"],
        ["Users.DetailsModel.OnPostApproveAsync"] = ["user.approved"],
        ["Users.DetailsModel.OnPostDisableAsync"] = ["user.disabled"],
        ["Users.DetailsModel.OnPostEnableAsync"] = ["user.enabled"],
        ["Users.DetailsModel.OnPostFactorAsync"] = ["user.second-factor-reset"],
        ["Users.DetailsModel.OnPostResendAsync"] = ["user.invited-again"],
        ["Users.DetailsModel.OnPostSignOutAsync"] = ["user.signed-out-everywhere"],
        ["Users.DetailsModel.OnPostRoleAsync"] = ["user.role-changed"],
        ["Users.DetailsModel.OnPostWithdrawAsync"] = ["user.turned-away"],
        ["Users.InviteModel.OnPostAsync"] = ["user.invited"],
        ["Webhooks.DeliveryModel.OnPostAgainAsync"] = ["webhook.sent-again"],
        ["Webhooks.DetailsModel.OnPostDeleteAsync"] = ["webhook.deleted"],
        ["Webhooks.DetailsModel.OnPostDisableAsync"] = ["webhook.disabled"],
        ["Webhooks.DetailsModel.OnPostEnableAsync"] = ["webhook.enabled"],
        ["Webhooks.DetailsModel.OnPostEndOverlapAsync"] = ["webhook.old-secret-ended"],
        ["Webhooks.DetailsModel.OnPostRotateAsync"] = ["webhook.secret-rotated"],
        ["Webhooks.DetailsModel.OnPostTestAsync"] = ["webhook.tested"],
        ["Webhooks.EditModel.OnPostAsync"] = ["webhook.edited"],
        ["Webhooks.NewModel.OnPostAsync"] = ["webhook.added"],

        // Scans are rows of their own; the gate is only stored in the browser.
        ["CheckIn.DoorModel.OnPostAsync"] = [],
        ["CheckIn.DoorModel.OnPostGate"] = [],

        // No changes: previews, rows of a form, and passkey options.
        ["Settings.IndexModel.OnPostPreview"] = [],
        ["Settings.IndexModel.OnPostPutBack"] = [],
        ["Events.EventFormPage.OnPostDescribe"] = [],
        ["Events.NewModel.OnPostAddType"] = [],
        ["Events.NewModel.OnPostRemoveType"] = [],
        ["Login.IndexModel.OnPostPasskeyOptionsAsync"] = [],
        ["Account.SecondFactor.IndexModel.OnPostPasskeyOptionsAsync"] = [],
        ["Account.ConfirmModel.OnPostPasskeyOptionsAsync"] = [],

        // Only triggers a provider query; its result is recorded elsewhere.
        ["Payments.IndexModel.OnPostAskAsync"] = [],

        // Signs out this browser only.
        ["SignOutModel.OnPostAsync"] = [],

        // Anyone may request the mail; using its link is audited.
        ["ForgotModel.OnPostAsync"] = [],
    };

    private static readonly MethodInfo[] Records =
    [
        .. typeof(AuditTrail).GetMethods().Where(method => method.Name == nameof(AuditTrail.RecordAsync)),
    ];

    [Fact]
    public void Every_form_is_listed() => Assert.Equal(Known.Keys.Order(), Forms().Select(GetName).Order());

    [Fact]
    public void Every_form_records_its_listed_actions()
    {
        foreach (var form in Forms())
        {
            var (methods, texts) = CallGraph.FindReachable(form);
            var missing = Known.GetValueOrDefault(GetName(form), []).Except(texts);
            Assert.True(!missing.Any(), $"{GetName(form)} never writes down: {string.Join(", ", missing)}");
            Assert.True(
                Known.GetValueOrDefault(GetName(form), []).Length == 0 || Records.Any(methods.Contains),
                $"{GetName(form)} never comes to the audit trail."
            );
        }
    }

    [Fact]
    public void Every_action_can_be_filtered() =>
        Assert.Empty(Known.Values.SelectMany(actions => actions).Except(AuditText.Choices.SelectMany(group => group)));

    [Fact]
    public void Every_action_has_a_text() =>
        Assert.All(Known.Values.SelectMany(actions => actions), action => Assert.True(AuditText.IsKnown(action), action));

    /// <summary>Audit rows are never changed: no setters, and no update or delete statements.</summary>
    [Fact]
    public void Audit_entries_are_never_changed()
    {
        Assert.All(
            typeof(AuditEntry).GetProperties(),
            property =>
                Assert.True(
                    property.SetMethod is null
                        || property
                            .SetMethod.ReturnParameter.GetRequiredCustomModifiers()
                            .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)),
                    property.Name
                )
        );
        var changing =
            from method in CallGraph.GetMethods(typeof(AuditTrail).Assembly)
            from called in CallGraph.Read(method, [])
            where
                IsChange(called)
                && called.GetGenericArguments().Concat(called.DeclaringType!.GetGenericArguments()).Contains(typeof(AuditEntry))
            select $"{method.DeclaringType}.{method.Name} calls {called.Name}";
        Assert.Empty(changing);
    }

    private static bool IsChange(MethodBase called) =>
        called.Name
            is nameof(EntityFrameworkQueryableExtensions.ExecuteDeleteAsync)
                or nameof(EntityFrameworkQueryableExtensions.ExecuteUpdateAsync)
                or nameof(DbContext.Remove)
                or nameof(DbContext.RemoveRange)
                or nameof(DbContext.Update)
                or nameof(DbContext.UpdateRange);

    private static IEnumerable<MethodInfo> Forms() =>
        typeof(Menu)
            .Assembly.GetTypes()
            .Where(type => type.FullName!.StartsWith(Pages, StringComparison.Ordinal) && typeof(PageModel).IsAssignableFrom(type))
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(method =>
                method.Name.StartsWith("On", StringComparison.Ordinal)
                && !method.Name.StartsWith("OnGet", StringComparison.Ordinal)
                && !method.Name.StartsWith("OnPage", StringComparison.Ordinal)
            );

    private static string GetName(MethodInfo form) => $"{form.DeclaringType!.FullName![Pages.Length..]}.{form.Name}";
}
