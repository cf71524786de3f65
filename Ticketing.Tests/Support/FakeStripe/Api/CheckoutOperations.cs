namespace Ticketing.Tests.Support.FakeStripe.Api;

internal static class CheckoutOperations
{
    private const string Refused = "Your card was declined.";

    public static FakeSession Open(Account account, FakeSession session)
    {
        account.Sessions.Add(session);
        account.ScheduleExpiry(session);
        return session;
    }

    public static FakeSession Expire(Account account, FakeSession session)
    {
        RequireOpen(session, "expired");
        session.Status = FakeSessionStatus.Expired;
        if (session.Intent is { } intent)
        {
            intent.Status = FakeIntentStatus.Canceled;
            account.RaiseEvent("payment_intent.canceled", intent.Id, Rendering.Intent(intent, Expansion.None));
        }

        account.RaiseEvent("checkout.session.expired", session.Id, Rendering.Session(session, Expansion.None));
        return session;
    }

    public static void Pay(Account account, FakeSession session, FakePaymentMethod method)
    {
        RequireOpen(session, "paid");
        Complete(account, session, method);
    }

    /// <summary>As if the payment was in progress when the session expired.</summary>
    public static void PayAfterExpiry(Account account, FakeSession session, FakePaymentMethod method)
    {
        if (session.Status == FakeSessionStatus.Complete)
        {
            throw new InvalidOperationException($"{session} is complete and cannot be paid again.");
        }

        Complete(account, session, method);
    }

    public static void Decline(Account account, FakeSession session)
    {
        RequireOpen(session, "paid");
        Fail(account, AddCharge(account, session, FakePaymentMethod.Card), Refused);
    }

    /// <summary>Completes the session; the money takes days.</summary>
    public static void PayByDebit(Account account, FakeSession session)
    {
        RequireOpen(session, "paid");
        var debit =
            session.Methods.FirstOrDefault(method => method != "card")
            ?? throw new InvalidOperationException($"{session} offers cards only.");
        var charge = AddCharge(account, session, new FakePaymentMethod(debit, null, "2345"));
        charge.Intent.Status = FakeIntentStatus.Processing;
        session.Status = FakeSessionStatus.Complete;
        account.RaiseEvent("charge.pending", charge.Id, Rendering.Charge(charge, Expansion.None));
        account.RaiseEvent("payment_intent.processing", charge.Intent.Id, Rendering.Intent(charge.Intent, Expansion.None));
        account.RaiseEvent("checkout.session.completed", session.Id, Rendering.Session(session, Expansion.None));
    }

    public static void CompleteDebit(Account account, FakeSession session, bool succeeds)
    {
        if (session.Intent is not { Status: FakeIntentStatus.Processing, LatestCharge: { } charge })
        {
            throw new InvalidOperationException($"{session} has no payment in progress.");
        }

        if (succeeds)
        {
            Collect(account, charge);
            account.RaiseEvent("checkout.session.async_payment_succeeded", session.Id, Rendering.Session(session, Expansion.None));
            return;
        }

        Fail(account, charge, "The customer's account has insufficient funds to cover this payment.");
        account.RaiseEvent("checkout.session.async_payment_failed", session.Id, Rendering.Session(session, Expansion.None));
    }

    private static void Complete(Account account, FakeSession session, FakePaymentMethod method)
    {
        Collect(account, AddCharge(account, session, method));
        session.Status = FakeSessionStatus.Complete;
        account.RaiseEvent("checkout.session.completed", session.Id, Rendering.Session(session, Expansion.None));
    }

    private static FakeCharge AddCharge(Account account, FakeSession session, FakePaymentMethod method)
    {
        session.Intent ??= CreateIntent(account, session);
        return session.Intent.LatestCharge = account.Charges.Add(
            new FakeCharge
            {
                Id = Account.NewId(method.IsCard ? "ch_3" : "py_3"),
                CreatedAt = account.Now,
                IsLive = account.IsLive,
                Intent = session.Intent,
                Method = method,
            }
        );
    }

    private static FakeIntent CreateIntent(Account account, FakeSession session)
    {
        var intent = account.Intents.Add(
            new FakeIntent
            {
                Id = Account.NewId("pi_3"),
                CreatedAt = account.Now,
                IsLive = account.IsLive,
                Amount = session.Total,
                Currency = session.Currency,
                Description = session.PaymentDescription,
                Metadata = session.PaymentMetadata,
                Methods = session.Methods,
            }
        );
        account.RaiseEvent("payment_intent.created", intent.Id, Rendering.Intent(intent, Expansion.None));
        return intent;
    }

    private static void Fail(Account account, FakeCharge charge, string reason)
    {
        charge.Succeeded = false;
        charge.FailureMessage = charge.Intent.LastError = reason;
        charge.Intent.Status = FakeIntentStatus.RequiresPaymentMethod;
        account.RaiseEvent("charge.failed", charge.Id, Rendering.Charge(charge, Expansion.None));
        account.RaiseEvent("payment_intent.payment_failed", charge.Intent.Id, Rendering.Intent(charge.Intent, Expansion.None));
    }

    private static void Collect(Account account, FakeCharge charge)
    {
        var intent = charge.Intent;
        charge.Succeeded = true;
        charge.IsFeeKnown = !account.DelaysFees;
        charge.BalanceTransaction = account.AddBalanceTransaction(
            charge.Method.IsCard ? "charge" : "payment",
            intent.Amount,
            Fee(intent.Amount),
            intent.Currency,
            charge
        );
        intent.Status = FakeIntentStatus.Succeeded;
        intent.LastError = null;
        account.RaiseEvent("charge.succeeded", charge.Id, Rendering.Charge(charge, Expansion.None));
        account.RaiseEvent("payment_intent.succeeded", intent.Id, Rendering.Intent(intent, Expansion.None));
    }

    public static void PublishFee(Account account, FakeCharge charge)
    {
        charge.IsFeeKnown = true;
        account.RaiseEvent("charge.updated", charge.Id, Rendering.Charge(charge, Expansion.None));
    }

    /// <summary>1.5 % plus 20 minor units, rounded half up.</summary>
    private static long Fee(long amount) => (((amount * 15) + 500) / 1000) + 20;

    private static void RequireOpen(FakeSession session, string action)
    {
        if (session.Status != FakeSessionStatus.Open)
        {
            throw new ApiErrorException(
                400,
                $"Only Checkout Sessions with a status in [\"open\"] can be {action}. This Checkout Session has a status of "
                    + $"`{Rendering.ToSnakeCase(session.Status)}`."
            );
        }
    }
}
