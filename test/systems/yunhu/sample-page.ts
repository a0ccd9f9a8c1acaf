/** Is the sample page of the document 重置密码, as it stands there. */
export const samplePage = `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8" />
<title></title>
</head>
<body>
<div>sign:</div>
<div id="id_sign"></div>
<br />
<div>json:</div>
<div id="id_json"></div>
<br />
<div id="id_error"></div>
<img alt="" src="" id="id_img" style="display:none">
<script src="https://cdnjs.cloudflare.com/ajax/libs/crypto-js/4.1.1/crypto-js.min.js"></script>
<script>
//全局对象AppConfig存放服务器传来的数据
var AppConfig = {};
AppConfig.serverurl = "http://127.0.0.1/ErpServer/h5api/10001/sa2022_1";
AppConfig.token = "";
AppConfig.singkey = "";
AppConfig.userid = 0;//用户登录后服务器传来的用户id
AppConfig.username = "";//用户登录后服务器传来的用户名
AppConfig.shopid = 0;//用户登录后服务器传来的店铺id
AppConfig.shopname = "";//用户登录后服务器传来的店铺名
AppConfig.shoplogo = "";//用户登录后服务器传来的店铺logo
//重置密码
function resetpw() {
var obj = new Object();
obj.actionName = "resetpwd";
obj.mbphone = "18062639596";
obj.codeid = 1;
obj.msgcode = "123456";
obj.upw = "123456";
obj.resettype = 0;
postdata(obj);
}
//获取手机短信验证码
function getmsgcode() {
var obj = new Object();
obj.actionName = "getmsgcode";
obj.mbphone = "18062639596";
obj.codeid = 1;
obj.checkcode = "123456";
obj.msgfor = 0;
postdata(obj);
}
//获取图形验证码
function getcode() {
var obj = new Object();
obj.actionName = "getcode";
postdata(obj);
}
//获取店铺信息
function getshop() {
var obj = new Object();
obj.actionName = "getshop";
postdata(obj);
}
//用户登录
function login() {
debugger;
var obj = new Object();
obj.actionName = "login";
obj.logintype = 0;
obj.mbphone = "18062639596";
obj.upw = "123456";
postdata(obj);
}
function postdata(obj) {
//将对象obj转换为json字符串
var jsondata = JSON.stringify(obj);
document.getElementById("id_json").innerHTML = jsondata;
//数据签名
var sign = "";
if (AppConfig.token == null || AppConfig.token.length == 0)
sign = calculateMD5("json=" + jsondata);
else
sign = calculateMD5("json=" + jsondata + "&key=" + AppConfig.singkey + AppConfig.token);
sign = sign.toUpperCase();
document.getElementById("id_sign").innerHTML = sign;
debugger;
//发送请求
var xhr = new XMLHttpRequest();
xhr.open('POST', AppConfig.serverurl, true);
xhr.setRequestHeader('Content-Type', 'application/json');
//在header中传递token
xhr.setRequestHeader('token', AppConfig.token);
//将sign放在header中传递
xhr.setRequestHeader('sign', sign);
xhr.onload = function () {
if (this.status == 200) {
var res = this.responseText;
if (res == null || res.length == 0) {
alert("返回数据为空");
return;
}
document.getElementById("id_error").innerHTML = res;
//解析返回数据
var obj = JSON.parse(res);
if (obj.code == 1) {
debugger;
if (obj.actionName == "getcode") {
document.getElementById("id_img").src = obj.data.img;
document.getElementById("id_img").style.display = "";
}
} else {
if (obj.code == 2) {
//店铺未上线,跳转店铺建立中的页面
} else if (obj.code == 3) {
//店铺已关闭,跳转到警请期待页面
} else if (obj.code == 4) {
//店铺已到期,跳转到续费页面
} else if (obj.code == 5) {
//请重新登录,跳转到登录页面
} else if (obj.code == 6) {
//超时或未登录,跳转到登录页面
} else if (obj.code == 7) {
//签名不正确,跳转到登录页面
}
}
}
};
//发送数据
xhr.send(jsondata);
}
// 使用 CryptoJS 计算 MD5 哈希值
function calculateMD5(value) {
return CryptoJS.MD5(value).toString();
}
resetpw();
</script>
</body>
</html>`
