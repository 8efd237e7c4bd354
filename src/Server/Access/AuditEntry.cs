using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Access;

/// <summary>One thing somebody did that may have to be answered for later. Made before the transaction, written inside it.</summary>
internal sealed record AuditEntry
{
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>One of <see cref="AuditActions"/>.</summary>
    public required string Action { get; init; }

    public Guid? UserId { get; init; }
    public string? UserName { get; init; }

    /// <summary>What it was done to: "waybill", "user", "listVersion"; <see cref="Subject"/> is its id or number, never a person's data.</summary>
    public string? SubjectKind { get; init; }

    public string? Subject { get; init; }

    /// <summary>Network address it came from; stored encrypted.</summary>
    public string? Source { get; init; }

    /// <summary>The reason that was given, in the user's own words; stored encrypted, since it may name people.</summary>
    public string? Detail { get; init; }

    public override string ToString() => $"{Action} {Id}";
}

/// <summary>The codes of the audit trail and what they are called. A code is never given a second meaning.</summary>
internal static class AuditActions
{
    public const string SignedIn = "signIn.succeeded";
    public const string SignInFailed = "signIn.failed";
    public const string LockedOut = "signIn.lockedOut";
    public const string SessionEnded = "session.ended";
    public const string Revealed = "personalData.revealed";
    public const string Erased = "personalData.erased";
    public const string ListChanged = "list.changed";
    public const string SetAside = "suppression.added";
    public const string SetAsideEnded = "suppression.ended";
    public const string RegistrationsImported = "registrations.imported";
    public const string RegisteredAtCounter = "registration.counter";
    public const string RefusedAtCounter = "registration.counterRefused";
    public const string RegistrationStatus = "registration.status";
    public const string RegistrationRead = "registration.read";
    public const string DocumentPhotoRead = "registration.photoRead";
    public const string AgreementsImported = "agreements.imported";
    public const string FindAssessed = "inspection.assessed";
    public const string Released = "alert.released";
    public const string Held = "alert.held";
    public const string Acknowledged = "alert.acknowledged";
    public const string ReferralMade = "referral.made";
    public const string ReferralRead = "referral.read";
    public const string UserCreated = "user.created";
    public const string UserDisabled = "user.disabled";
    public const string UserEnabled = "user.enabled";
    public const string PasswordChanged = "user.passwordChanged";
    public const string UnitCreated = "unit.created";
    public const string UnitClosed = "unit.closed";
    public const string KeysRotated = "keys.rotated";

    public static readonly IReadOnlyDictionary<string, LocalizedText> Texts = new Dictionary<string, LocalizedText>
    {
        [SignedIn] = new("登录", "Signed in"),
        [SignInFailed] = new("登录失败", "Sign-in failed"),
        [LockedOut] = new("账号因多次失败被锁定", "Account locked after repeated failures"),
        [SessionEnded] = new("退出登录", "Signed out"),
        [Revealed] = new("查看未遮蔽的个人信息", "Personal data shown in plain"),
        [Erased] = new("删除个人信息", "Personal data erased"),
        [ListChanged] = new("风险名单变更", "Risk list changed"),
        [SetAside] = new("名单命中排除（非此人）", "Person set aside from a list entry"),
        [SetAsideEnded] = new("提前结束排除", "Suppression ended early"),
        [RegistrationsImported] = new("导入实名登记", "Registrations imported"),
        [RegisteredAtCounter] = new("柜台登记寄件人", "Sender registered at the counter"),
        [RefusedAtCounter] = new("柜台登记被拒：证件已登记在另一姓名下", "Registration at the counter refused: document known under another name"),
        [RegistrationStatus] = new("变更登记状态", "Registration status changed"),
        [RegistrationRead] = new("查看登记及其变更历史", "Registration and its history read"),
        [DocumentPhotoRead] = new("查看证件照片", "Picture of a document seen"),
        [AgreementsImported] = new("导入安全协议", "Agreements imported"),
        [FindAssessed] = new("评估查出物品的价值", "Find assessed"),
        [Released] = new("放行", "Released"),
        [Held] = new("停止寄递并保管", "Held"),
        [Acknowledged] = new("接收预警", "Alert acknowledged"),
        [ReferralMade] = new("制作线索移交", "Referral made"),
        [ReferralRead] = new("下载线索移交文件", "Referral document downloaded"),
        [UserCreated] = new("新建用户", "User created"),
        [UserDisabled] = new("停用用户", "User disabled"),
        [UserEnabled] = new("恢复用户", "User enabled"),
        [PasswordChanged] = new("修改密码", "Password changed"),
        [UnitCreated] = new("新建机构", "Unit created"),
        [UnitClosed] = new("关闭机构", "Unit closed"),
        [KeysRotated] = new("更换加密密钥", "Encryption key rotated"),
    };
}
