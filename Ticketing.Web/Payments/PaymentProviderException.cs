namespace Ticketing.Payments;

/// <summary>The payment provider did not answer, or answered with a failure. What became of the call is unknown.</summary>
public class PaymentProviderException : Exception
{
    public PaymentProviderException()
    {
    }

    public PaymentProviderException(string message)
        : base(message)
    {
    }

    public PaymentProviderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>
/// The provider has no such payment: it was begun with another account of the venue's, or in another mode. Whether it was paid there is not known.
/// </summary>
public sealed class PaymentUnknownException : PaymentProviderException
{
    public PaymentUnknownException()
    {
    }

    public PaymentUnknownException(string message)
        : base(message)
    {
    }

    public PaymentUnknownException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The provider does not open this payment, and repeating it would not help. Nothing can be paid under its key.</summary>
public sealed class PaymentRefusedException : PaymentProviderException
{
    public PaymentRefusedException()
    {
    }

    public PaymentRefusedException(string message)
        : base(message)
    {
    }

    public PaymentRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
