namespace MyPay.Tests.Web.Access;

/// <summary>Who knocks.</summary>
internal enum Who
{
    /// <summary>Not signed in.</summary>
    Nobody,

    /// <summary>James, whose things the addresses name.</summary>
    Member,

    /// <summary>A member who has nothing to do with him.</summary>
    OtherMember,

    /// <summary>Of the café, whose things the addresses name.</summary>
    Owner,

    /// <summary>Of the café.</summary>
    Manager,

    /// <summary>Of the café.</summary>
    Cashier,

    /// <summary>Of another shop.</summary>
    OtherOwner,

    /// <summary>Back office.</summary>
    Operator,

    /// <summary>Back office.</summary>
    Approver,

    /// <summary>Back office: looks, never acts.</summary>
    Auditor,
}

/// <summary>What comes of it.</summary>
internal enum Outcome
{
    /// <summary>Let in.</summary>
    Sees,

    /// <summary>Sent to sign in; a script is told 401.</summary>
    SignIn,

    /// <summary>403: signed in, but not as somebody who belongs here.</summary>
    Forbidden,

    /// <summary>404: belongs here, but what the address names is another's.</summary>
    Missing,
}
