// Made by Ajv 8.20.0 of lib/schemas.js: npm run validators; DO NOT EDIT.
// schemas sha256:90c65d719135675c88649f2b1f3156bfe253409cb230b9746f7f42d6e373ba73
// code sha256:a524d79f7308d2a2a49c81bb8053948659b631e2d240013a2c8396e7f9feac83
// @ts-nocheck
"use strict";
const { keep } = require("./ajv.js");
exports.validateBaseEvent = validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:BaseEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","minLength":1},"eventVersion":{"type":"string","pattern":"^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object"}}};
const func2 = require("./ajv.js").codePoints;
const pattern0 = new RegExp("^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$", "u");
const pattern1 = new RegExp("^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:BaseEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 === "string"){
if(func2(data2) < 1){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema11.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema11.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(!(data8 && typeof data8 == "object" && !Array.isArray(data8))){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

exports.validateEventMetadata = validate11;
const schema12 = {"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","minLength":1},"eventVersion":{"type":"string","pattern":"^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}},"$id":"schema:EventMetadataSchema"};

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:EventMetadataSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.eventId === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.eventType === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.eventVersion === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data.timestamp === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data.source === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data.eventId !== undefined){
let data0 = data.eventId;
if(typeof data0 === "string"){
if(func2(data0) > 128){
const err5 = {instancePath:instancePath+"/eventId",schemaPath:"#/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(func2(data0) < 1){
const err6 = {instancePath:instancePath+"/eventId",schemaPath:"#/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/eventId",schemaPath:"#/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
}
if(data.eventType !== undefined){
let data1 = data.eventType;
if(typeof data1 === "string"){
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/eventType",schemaPath:"#/properties/eventType/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/eventType",schemaPath:"#/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data.eventVersion !== undefined){
let data2 = data.eventVersion;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
const err10 = {instancePath:instancePath+"/eventVersion",schemaPath:"#/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/eventVersion",schemaPath:"#/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data.timestamp !== undefined){
let data3 = data.timestamp;
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
const err12 = {instancePath:instancePath+"/timestamp",schemaPath:"#/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/timestamp",schemaPath:"#/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data.source !== undefined){
let data4 = data.source;
if(typeof data4 === "string"){
if(func2(data4) > 128){
const err14 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
if(func2(data4) < 1){
const err15 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
}
if(data.correlationId !== undefined){
let data5 = data.correlationId;
if((typeof data5 !== "string") && (data5 !== null)){
const err17 = {instancePath:instancePath+"/correlationId",schemaPath:"#/properties/correlationId/type",keyword:"type",params:{type: schema12.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
if(typeof data5 === "string"){
if(func2(data5) > 256){
const err18 = {instancePath:instancePath+"/correlationId",schemaPath:"#/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
if(func2(data5) < 1){
const err19 = {instancePath:instancePath+"/correlationId",schemaPath:"#/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
}
}
if(data.userId !== undefined){
let data6 = data.userId;
if((typeof data6 !== "string") && (data6 !== null)){
const err20 = {instancePath:instancePath+"/userId",schemaPath:"#/properties/userId/type",keyword:"type",params:{type: schema12.properties.userId.type}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 128){
const err21 = {instancePath:instancePath+"/userId",schemaPath:"#/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
if(func2(data6) < 1){
const err22 = {instancePath:instancePath+"/userId",schemaPath:"#/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
}
}
}
else {
const err23 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
validate11.errors = vErrors;
return errors === 0;
}

exports.validateContentCreatedEvent = validate12;
const schema13 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:ContentCreatedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"content.created"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["contentId","contentType","title","createdBy"],"properties":{"contentId":{"type":"string","minLength":1,"maxLength":128},"contentType":{"type":"string","minLength":1},"title":{"type":"string","minLength":1,"maxLength":200},"createdBy":{"type":"string","minLength":1,"maxLength":128},"program":{"type":["object","null"],"required":["id","title","contentType","status","createdAt","updatedAt"],"properties":{"id":{"type":"string","minLength":1,"maxLength":128},"title":{"type":"string","minLength":1,"maxLength":200},"description":{"type":["string","null"],"maxLength":1000},"contentType":{"type":"string","enum":["PROGRAM","EPISODE","MOVIE","SERIES"]},"status":{"type":"string","enum":["DRAFT","PUBLISHED","ARCHIVED"]},"thumbnailUrl":{"type":["string","null"],"maxLength":2048,"pattern":"^[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\x00-\\x1f\\x7f-\\x9f\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+$"},"posterUrl":{"type":["string","null"],"maxLength":2048,"pattern":"^[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\x00-\\x1f\\x7f-\\x9f\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+$"},"genres":{"type":["array","null"],"items":{"type":"string","minLength":1}},"tags":{"type":["array","null"],"items":{"type":"string","minLength":1}},"releaseDate":{"type":["string","null"],"pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]))?$"},"duration":{"type":["integer","null"],"minimum":0,"exclusiveMaximum":9223372036854776000},"rating":{"type":["string","null"],"maxLength":10},"createdAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"updatedAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}}}}}}};
const pattern4 = new RegExp("^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$", "u");
const pattern6 = new RegExp("^[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\x00-\\x1f\\x7f-\\x9f\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+$", "u");
const pattern8 = new RegExp("^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]))?$", "u");

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:ContentCreatedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("content.created" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "content.created"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema13.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema13.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.contentId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.contentType === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentType"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.title === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "title"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.createdBy === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "createdBy"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.contentId !== undefined){
let data9 = data8.contentId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err30 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(func2(data9) < 1){
const err31 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
}
if(data8.contentType !== undefined){
let data10 = data8.contentType;
if(typeof data10 === "string"){
if(func2(data10) < 1){
const err33 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
if(data8.title !== undefined){
let data11 = data8.title;
if(typeof data11 === "string"){
if(func2(data11) > 200){
const err35 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/maxLength",keyword:"maxLength",params:{limit: 200}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
if(func2(data11) < 1){
const err36 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
if(data8.createdBy !== undefined){
let data12 = data8.createdBy;
if(typeof data12 === "string"){
if(func2(data12) > 128){
const err38 = {instancePath:instancePath+"/payload/createdBy",schemaPath:"#/properties/payload/properties/createdBy/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
if(func2(data12) < 1){
const err39 = {instancePath:instancePath+"/payload/createdBy",schemaPath:"#/properties/payload/properties/createdBy/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/payload/createdBy",schemaPath:"#/properties/payload/properties/createdBy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
}
if(data8.program !== undefined){
let data13 = data8.program;
if((!(data13 && typeof data13 == "object" && !Array.isArray(data13))) && (data13 !== null)){
const err41 = {instancePath:instancePath+"/payload/program",schemaPath:"#/properties/payload/properties/program/type",keyword:"type",params:{type: schema13.properties.payload.properties.program.type}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.id === undefined){
const err42 = {instancePath:instancePath+"/payload/program",schemaPath:"#/properties/payload/properties/program/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
if(data13.title === undefined){
const err43 = {instancePath:instancePath+"/payload/program",schemaPath:"#/properties/payload/properties/program/required",keyword:"required",params:{missingProperty: "title"}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
if(data13.contentType === undefined){
const err44 = {instancePath:instancePath+"/payload/program",schemaPath:"#/properties/payload/properties/program/required",keyword:"required",params:{missingProperty: "contentType"}};
if(vErrors === null){
vErrors = [err44];
}
else {
keep(vErrors, err44);
}
errors++;
}
if(data13.status === undefined){
const err45 = {instancePath:instancePath+"/payload/program",schemaPath:"#/properties/payload/properties/program/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err45];
}
else {
keep(vErrors, err45);
}
errors++;
}
if(data13.createdAt === undefined){
const err46 = {instancePath:instancePath+"/payload/program",schemaPath:"#/properties/payload/properties/program/required",keyword:"required",params:{missingProperty: "createdAt"}};
if(vErrors === null){
vErrors = [err46];
}
else {
keep(vErrors, err46);
}
errors++;
}
if(data13.updatedAt === undefined){
const err47 = {instancePath:instancePath+"/payload/program",schemaPath:"#/properties/payload/properties/program/required",keyword:"required",params:{missingProperty: "updatedAt"}};
if(vErrors === null){
vErrors = [err47];
}
else {
keep(vErrors, err47);
}
errors++;
}
if(data13.id !== undefined){
let data14 = data13.id;
if(typeof data14 === "string"){
if(func2(data14) > 128){
const err48 = {instancePath:instancePath+"/payload/program/id",schemaPath:"#/properties/payload/properties/program/properties/id/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err48];
}
else {
keep(vErrors, err48);
}
errors++;
}
if(func2(data14) < 1){
const err49 = {instancePath:instancePath+"/payload/program/id",schemaPath:"#/properties/payload/properties/program/properties/id/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err49];
}
else {
keep(vErrors, err49);
}
errors++;
}
}
else {
const err50 = {instancePath:instancePath+"/payload/program/id",schemaPath:"#/properties/payload/properties/program/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err50];
}
else {
keep(vErrors, err50);
}
errors++;
}
}
if(data13.title !== undefined){
let data15 = data13.title;
if(typeof data15 === "string"){
if(func2(data15) > 200){
const err51 = {instancePath:instancePath+"/payload/program/title",schemaPath:"#/properties/payload/properties/program/properties/title/maxLength",keyword:"maxLength",params:{limit: 200}};
if(vErrors === null){
vErrors = [err51];
}
else {
keep(vErrors, err51);
}
errors++;
}
if(func2(data15) < 1){
const err52 = {instancePath:instancePath+"/payload/program/title",schemaPath:"#/properties/payload/properties/program/properties/title/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err52];
}
else {
keep(vErrors, err52);
}
errors++;
}
}
else {
const err53 = {instancePath:instancePath+"/payload/program/title",schemaPath:"#/properties/payload/properties/program/properties/title/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err53];
}
else {
keep(vErrors, err53);
}
errors++;
}
}
if(data13.description !== undefined){
let data16 = data13.description;
if((typeof data16 !== "string") && (data16 !== null)){
const err54 = {instancePath:instancePath+"/payload/program/description",schemaPath:"#/properties/payload/properties/program/properties/description/type",keyword:"type",params:{type: schema13.properties.payload.properties.program.properties.description.type}};
if(vErrors === null){
vErrors = [err54];
}
else {
keep(vErrors, err54);
}
errors++;
}
if(typeof data16 === "string"){
if(func2(data16) > 1000){
const err55 = {instancePath:instancePath+"/payload/program/description",schemaPath:"#/properties/payload/properties/program/properties/description/maxLength",keyword:"maxLength",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err55];
}
else {
keep(vErrors, err55);
}
errors++;
}
}
}
if(data13.contentType !== undefined){
let data17 = data13.contentType;
if(typeof data17 !== "string"){
const err56 = {instancePath:instancePath+"/payload/program/contentType",schemaPath:"#/properties/payload/properties/program/properties/contentType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err56];
}
else {
keep(vErrors, err56);
}
errors++;
}
if(!((((data17 === "PROGRAM") || (data17 === "EPISODE")) || (data17 === "MOVIE")) || (data17 === "SERIES"))){
const err57 = {instancePath:instancePath+"/payload/program/contentType",schemaPath:"#/properties/payload/properties/program/properties/contentType/enum",keyword:"enum",params:{allowedValues: schema13.properties.payload.properties.program.properties.contentType.enum}};
if(vErrors === null){
vErrors = [err57];
}
else {
keep(vErrors, err57);
}
errors++;
}
}
if(data13.status !== undefined){
let data18 = data13.status;
if(typeof data18 !== "string"){
const err58 = {instancePath:instancePath+"/payload/program/status",schemaPath:"#/properties/payload/properties/program/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err58];
}
else {
keep(vErrors, err58);
}
errors++;
}
if(!(((data18 === "DRAFT") || (data18 === "PUBLISHED")) || (data18 === "ARCHIVED"))){
const err59 = {instancePath:instancePath+"/payload/program/status",schemaPath:"#/properties/payload/properties/program/properties/status/enum",keyword:"enum",params:{allowedValues: schema13.properties.payload.properties.program.properties.status.enum}};
if(vErrors === null){
vErrors = [err59];
}
else {
keep(vErrors, err59);
}
errors++;
}
}
if(data13.thumbnailUrl !== undefined){
let data19 = data13.thumbnailUrl;
if((typeof data19 !== "string") && (data19 !== null)){
const err60 = {instancePath:instancePath+"/payload/program/thumbnailUrl",schemaPath:"#/properties/payload/properties/program/properties/thumbnailUrl/type",keyword:"type",params:{type: schema13.properties.payload.properties.program.properties.thumbnailUrl.type}};
if(vErrors === null){
vErrors = [err60];
}
else {
keep(vErrors, err60);
}
errors++;
}
if(typeof data19 === "string"){
if(func2(data19) > 2048){
const err61 = {instancePath:instancePath+"/payload/program/thumbnailUrl",schemaPath:"#/properties/payload/properties/program/properties/thumbnailUrl/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err61];
}
else {
keep(vErrors, err61);
}
errors++;
}
if((data19.length <= 2048 || func2(data19) <= 2048) && !pattern6.test(data19)){
const err62 = {instancePath:instancePath+"/payload/program/thumbnailUrl",schemaPath:"#/properties/payload/properties/program/properties/thumbnailUrl/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\x00-\\x1f\\x7f-\\x9f\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+$"}};
if(vErrors === null){
vErrors = [err62];
}
else {
keep(vErrors, err62);
}
errors++;
}
}
}
if(data13.posterUrl !== undefined){
let data20 = data13.posterUrl;
if((typeof data20 !== "string") && (data20 !== null)){
const err63 = {instancePath:instancePath+"/payload/program/posterUrl",schemaPath:"#/properties/payload/properties/program/properties/posterUrl/type",keyword:"type",params:{type: schema13.properties.payload.properties.program.properties.posterUrl.type}};
if(vErrors === null){
vErrors = [err63];
}
else {
keep(vErrors, err63);
}
errors++;
}
if(typeof data20 === "string"){
if(func2(data20) > 2048){
const err64 = {instancePath:instancePath+"/payload/program/posterUrl",schemaPath:"#/properties/payload/properties/program/properties/posterUrl/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err64];
}
else {
keep(vErrors, err64);
}
errors++;
}
if((data20.length <= 2048 || func2(data20) <= 2048) && !pattern6.test(data20)){
const err65 = {instancePath:instancePath+"/payload/program/posterUrl",schemaPath:"#/properties/payload/properties/program/properties/posterUrl/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\x00-\\x1f\\x7f-\\x9f\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+$"}};
if(vErrors === null){
vErrors = [err65];
}
else {
keep(vErrors, err65);
}
errors++;
}
}
}
if(data13.genres !== undefined){
let data21 = data13.genres;
if((!(Array.isArray(data21))) && (data21 !== null)){
const err66 = {instancePath:instancePath+"/payload/program/genres",schemaPath:"#/properties/payload/properties/program/properties/genres/type",keyword:"type",params:{type: schema13.properties.payload.properties.program.properties.genres.type}};
if(vErrors === null){
vErrors = [err66];
}
else {
keep(vErrors, err66);
}
errors++;
}
if(Array.isArray(data21)){
const len0 = data21.length;
for(let i0=0; i0<len0; i0++){
let data22 = data21[i0];
if(typeof data22 === "string"){
if(func2(data22) < 1){
const err67 = {instancePath:instancePath+"/payload/program/genres/" + i0,schemaPath:"#/properties/payload/properties/program/properties/genres/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err67];
}
else {
keep(vErrors, err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/payload/program/genres/" + i0,schemaPath:"#/properties/payload/properties/program/properties/genres/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err68];
}
else {
keep(vErrors, err68);
}
errors++;
}
}
}
}
if(data13.tags !== undefined){
let data23 = data13.tags;
if((!(Array.isArray(data23))) && (data23 !== null)){
const err69 = {instancePath:instancePath+"/payload/program/tags",schemaPath:"#/properties/payload/properties/program/properties/tags/type",keyword:"type",params:{type: schema13.properties.payload.properties.program.properties.tags.type}};
if(vErrors === null){
vErrors = [err69];
}
else {
keep(vErrors, err69);
}
errors++;
}
if(Array.isArray(data23)){
const len1 = data23.length;
for(let i1=0; i1<len1; i1++){
let data24 = data23[i1];
if(typeof data24 === "string"){
if(func2(data24) < 1){
const err70 = {instancePath:instancePath+"/payload/program/tags/" + i1,schemaPath:"#/properties/payload/properties/program/properties/tags/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err70];
}
else {
keep(vErrors, err70);
}
errors++;
}
}
else {
const err71 = {instancePath:instancePath+"/payload/program/tags/" + i1,schemaPath:"#/properties/payload/properties/program/properties/tags/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err71];
}
else {
keep(vErrors, err71);
}
errors++;
}
}
}
}
if(data13.releaseDate !== undefined){
let data25 = data13.releaseDate;
if((typeof data25 !== "string") && (data25 !== null)){
const err72 = {instancePath:instancePath+"/payload/program/releaseDate",schemaPath:"#/properties/payload/properties/program/properties/releaseDate/type",keyword:"type",params:{type: schema13.properties.payload.properties.program.properties.releaseDate.type}};
if(vErrors === null){
vErrors = [err72];
}
else {
keep(vErrors, err72);
}
errors++;
}
if(typeof data25 === "string"){
if(!pattern8.test(data25)){
const err73 = {instancePath:instancePath+"/payload/program/releaseDate",schemaPath:"#/properties/payload/properties/program/properties/releaseDate/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]))?$"}};
if(vErrors === null){
vErrors = [err73];
}
else {
keep(vErrors, err73);
}
errors++;
}
}
}
if(data13.duration !== undefined){
let data26 = data13.duration;
if((!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))) && (data26 !== null)){
const err74 = {instancePath:instancePath+"/payload/program/duration",schemaPath:"#/properties/payload/properties/program/properties/duration/type",keyword:"type",params:{type: schema13.properties.payload.properties.program.properties.duration.type}};
if(vErrors === null){
vErrors = [err74];
}
else {
keep(vErrors, err74);
}
errors++;
}
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 < 0 || isNaN(data26)){
const err75 = {instancePath:instancePath+"/payload/program/duration",schemaPath:"#/properties/payload/properties/program/properties/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err75];
}
else {
keep(vErrors, err75);
}
errors++;
}
if(data26 >= 9223372036854776000 || isNaN(data26)){
const err76 = {instancePath:instancePath+"/payload/program/duration",schemaPath:"#/properties/payload/properties/program/properties/duration/exclusiveMaximum",keyword:"exclusiveMaximum",params:{comparison: "<", limit: 9223372036854776000}};
if(vErrors === null){
vErrors = [err76];
}
else {
keep(vErrors, err76);
}
errors++;
}
}
}
if(data13.rating !== undefined){
let data27 = data13.rating;
if((typeof data27 !== "string") && (data27 !== null)){
const err77 = {instancePath:instancePath+"/payload/program/rating",schemaPath:"#/properties/payload/properties/program/properties/rating/type",keyword:"type",params:{type: schema13.properties.payload.properties.program.properties.rating.type}};
if(vErrors === null){
vErrors = [err77];
}
else {
keep(vErrors, err77);
}
errors++;
}
if(typeof data27 === "string"){
if(func2(data27) > 10){
const err78 = {instancePath:instancePath+"/payload/program/rating",schemaPath:"#/properties/payload/properties/program/properties/rating/maxLength",keyword:"maxLength",params:{limit: 10}};
if(vErrors === null){
vErrors = [err78];
}
else {
keep(vErrors, err78);
}
errors++;
}
}
}
if(data13.createdAt !== undefined){
let data28 = data13.createdAt;
if(typeof data28 === "string"){
if(!pattern1.test(data28)){
const err79 = {instancePath:instancePath+"/payload/program/createdAt",schemaPath:"#/properties/payload/properties/program/properties/createdAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err79];
}
else {
keep(vErrors, err79);
}
errors++;
}
}
else {
const err80 = {instancePath:instancePath+"/payload/program/createdAt",schemaPath:"#/properties/payload/properties/program/properties/createdAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err80];
}
else {
keep(vErrors, err80);
}
errors++;
}
}
if(data13.updatedAt !== undefined){
let data29 = data13.updatedAt;
if(typeof data29 === "string"){
if(!pattern1.test(data29)){
const err81 = {instancePath:instancePath+"/payload/program/updatedAt",schemaPath:"#/properties/payload/properties/program/properties/updatedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err81];
}
else {
keep(vErrors, err81);
}
errors++;
}
}
else {
const err82 = {instancePath:instancePath+"/payload/program/updatedAt",schemaPath:"#/properties/payload/properties/program/properties/updatedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err82];
}
else {
keep(vErrors, err82);
}
errors++;
}
}
}
}
}
else {
const err83 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err83];
}
else {
keep(vErrors, err83);
}
errors++;
}
}
}
else {
const err84 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err84];
}
else {
keep(vErrors, err84);
}
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}

exports.validateContentUpdatedEvent = validate13;
const schema14 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:ContentUpdatedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"content.updated"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["contentId","contentType","title","updatedBy","changes"],"properties":{"contentId":{"type":"string","minLength":1,"maxLength":128},"contentType":{"type":"string","minLength":1},"title":{"type":"string","minLength":1,"maxLength":200},"updatedBy":{"type":"string","minLength":1,"maxLength":128},"changes":{"type":"object","additionalProperties":{"type":"object","required":["old","new"],"properties":{"old":{},"new":{}}}},"program":{"type":["object","null"],"properties":{"id":{"type":["string","null"],"minLength":1,"maxLength":128},"title":{"type":["string","null"],"minLength":1,"maxLength":200},"description":{"type":["string","null"],"maxLength":1000},"contentType":{"type":["string","null"],"enum":["PROGRAM","EPISODE","MOVIE","SERIES",null]},"status":{"type":["string","null"],"enum":["DRAFT","PUBLISHED","ARCHIVED",null]},"thumbnailUrl":{"type":["string","null"],"maxLength":2048,"pattern":"^[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\x00-\\x1f\\x7f-\\x9f\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+$"},"posterUrl":{"type":["string","null"],"maxLength":2048,"pattern":"^[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\x00-\\x1f\\x7f-\\x9f\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+$"},"genres":{"type":["array","null"],"items":{"type":"string","minLength":1}},"tags":{"type":["array","null"],"items":{"type":"string","minLength":1}},"releaseDate":{"type":["string","null"],"pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]))?$"},"duration":{"type":["integer","null"],"minimum":0,"exclusiveMaximum":9223372036854776000},"rating":{"type":["string","null"],"maxLength":10},"createdAt":{"type":["string","null"],"pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"updatedAt":{"type":["string","null"],"pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}}}}}}};

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:ContentUpdatedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("content.updated" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "content.updated"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema14.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema14.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.contentId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.contentType === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentType"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.title === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "title"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.updatedBy === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "updatedBy"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.changes === undefined){
const err30 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "changes"}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(data8.contentId !== undefined){
let data9 = data8.contentId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err31 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
if(func2(data9) < 1){
const err32 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
}
if(data8.contentType !== undefined){
let data10 = data8.contentType;
if(typeof data10 === "string"){
if(func2(data10) < 1){
const err34 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
if(data8.title !== undefined){
let data11 = data8.title;
if(typeof data11 === "string"){
if(func2(data11) > 200){
const err36 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/maxLength",keyword:"maxLength",params:{limit: 200}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
if(func2(data11) < 1){
const err37 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
if(data8.updatedBy !== undefined){
let data12 = data8.updatedBy;
if(typeof data12 === "string"){
if(func2(data12) > 128){
const err39 = {instancePath:instancePath+"/payload/updatedBy",schemaPath:"#/properties/payload/properties/updatedBy/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
if(func2(data12) < 1){
const err40 = {instancePath:instancePath+"/payload/updatedBy",schemaPath:"#/properties/payload/properties/updatedBy/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/payload/updatedBy",schemaPath:"#/properties/payload/properties/updatedBy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
}
if(data8.changes !== undefined){
let data13 = data8.changes;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key0 in data13){
let data14 = data13[key0];
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.old === undefined){
const err42 = {instancePath:instancePath+"/payload/changes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/changes/additionalProperties/required",keyword:"required",params:{missingProperty: "old"}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
if(data14.new === undefined){
const err43 = {instancePath:instancePath+"/payload/changes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/changes/additionalProperties/required",keyword:"required",params:{missingProperty: "new"}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/payload/changes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/changes/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err44];
}
else {
keep(vErrors, err44);
}
errors++;
}
}
}
else {
const err45 = {instancePath:instancePath+"/payload/changes",schemaPath:"#/properties/payload/properties/changes/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err45];
}
else {
keep(vErrors, err45);
}
errors++;
}
}
if(data8.program !== undefined){
let data15 = data8.program;
if((!(data15 && typeof data15 == "object" && !Array.isArray(data15))) && (data15 !== null)){
const err46 = {instancePath:instancePath+"/payload/program",schemaPath:"#/properties/payload/properties/program/type",keyword:"type",params:{type: schema14.properties.payload.properties.program.type}};
if(vErrors === null){
vErrors = [err46];
}
else {
keep(vErrors, err46);
}
errors++;
}
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.id !== undefined){
let data16 = data15.id;
if((typeof data16 !== "string") && (data16 !== null)){
const err47 = {instancePath:instancePath+"/payload/program/id",schemaPath:"#/properties/payload/properties/program/properties/id/type",keyword:"type",params:{type: schema14.properties.payload.properties.program.properties.id.type}};
if(vErrors === null){
vErrors = [err47];
}
else {
keep(vErrors, err47);
}
errors++;
}
if(typeof data16 === "string"){
if(func2(data16) > 128){
const err48 = {instancePath:instancePath+"/payload/program/id",schemaPath:"#/properties/payload/properties/program/properties/id/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err48];
}
else {
keep(vErrors, err48);
}
errors++;
}
if(func2(data16) < 1){
const err49 = {instancePath:instancePath+"/payload/program/id",schemaPath:"#/properties/payload/properties/program/properties/id/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err49];
}
else {
keep(vErrors, err49);
}
errors++;
}
}
}
if(data15.title !== undefined){
let data17 = data15.title;
if((typeof data17 !== "string") && (data17 !== null)){
const err50 = {instancePath:instancePath+"/payload/program/title",schemaPath:"#/properties/payload/properties/program/properties/title/type",keyword:"type",params:{type: schema14.properties.payload.properties.program.properties.title.type}};
if(vErrors === null){
vErrors = [err50];
}
else {
keep(vErrors, err50);
}
errors++;
}
if(typeof data17 === "string"){
if(func2(data17) > 200){
const err51 = {instancePath:instancePath+"/payload/program/title",schemaPath:"#/properties/payload/properties/program/properties/title/maxLength",keyword:"maxLength",params:{limit: 200}};
if(vErrors === null){
vErrors = [err51];
}
else {
keep(vErrors, err51);
}
errors++;
}
if(func2(data17) < 1){
const err52 = {instancePath:instancePath+"/payload/program/title",schemaPath:"#/properties/payload/properties/program/properties/title/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err52];
}
else {
keep(vErrors, err52);
}
errors++;
}
}
}
if(data15.description !== undefined){
let data18 = data15.description;
if((typeof data18 !== "string") && (data18 !== null)){
const err53 = {instancePath:instancePath+"/payload/program/description",schemaPath:"#/properties/payload/properties/program/properties/description/type",keyword:"type",params:{type: schema14.properties.payload.properties.program.properties.description.type}};
if(vErrors === null){
vErrors = [err53];
}
else {
keep(vErrors, err53);
}
errors++;
}
if(typeof data18 === "string"){
if(func2(data18) > 1000){
const err54 = {instancePath:instancePath+"/payload/program/description",schemaPath:"#/properties/payload/properties/program/properties/description/maxLength",keyword:"maxLength",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err54];
}
else {
keep(vErrors, err54);
}
errors++;
}
}
}
if(data15.contentType !== undefined){
let data19 = data15.contentType;
if((typeof data19 !== "string") && (data19 !== null)){
const err55 = {instancePath:instancePath+"/payload/program/contentType",schemaPath:"#/properties/payload/properties/program/properties/contentType/type",keyword:"type",params:{type: schema14.properties.payload.properties.program.properties.contentType.type}};
if(vErrors === null){
vErrors = [err55];
}
else {
keep(vErrors, err55);
}
errors++;
}
if(!(((((data19 === "PROGRAM") || (data19 === "EPISODE")) || (data19 === "MOVIE")) || (data19 === "SERIES")) || (data19 === null))){
const err56 = {instancePath:instancePath+"/payload/program/contentType",schemaPath:"#/properties/payload/properties/program/properties/contentType/enum",keyword:"enum",params:{allowedValues: schema14.properties.payload.properties.program.properties.contentType.enum}};
if(vErrors === null){
vErrors = [err56];
}
else {
keep(vErrors, err56);
}
errors++;
}
}
if(data15.status !== undefined){
let data20 = data15.status;
if((typeof data20 !== "string") && (data20 !== null)){
const err57 = {instancePath:instancePath+"/payload/program/status",schemaPath:"#/properties/payload/properties/program/properties/status/type",keyword:"type",params:{type: schema14.properties.payload.properties.program.properties.status.type}};
if(vErrors === null){
vErrors = [err57];
}
else {
keep(vErrors, err57);
}
errors++;
}
if(!((((data20 === "DRAFT") || (data20 === "PUBLISHED")) || (data20 === "ARCHIVED")) || (data20 === null))){
const err58 = {instancePath:instancePath+"/payload/program/status",schemaPath:"#/properties/payload/properties/program/properties/status/enum",keyword:"enum",params:{allowedValues: schema14.properties.payload.properties.program.properties.status.enum}};
if(vErrors === null){
vErrors = [err58];
}
else {
keep(vErrors, err58);
}
errors++;
}
}
if(data15.thumbnailUrl !== undefined){
let data21 = data15.thumbnailUrl;
if((typeof data21 !== "string") && (data21 !== null)){
const err59 = {instancePath:instancePath+"/payload/program/thumbnailUrl",schemaPath:"#/properties/payload/properties/program/properties/thumbnailUrl/type",keyword:"type",params:{type: schema14.properties.payload.properties.program.properties.thumbnailUrl.type}};
if(vErrors === null){
vErrors = [err59];
}
else {
keep(vErrors, err59);
}
errors++;
}
if(typeof data21 === "string"){
if(func2(data21) > 2048){
const err60 = {instancePath:instancePath+"/payload/program/thumbnailUrl",schemaPath:"#/properties/payload/properties/program/properties/thumbnailUrl/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err60];
}
else {
keep(vErrors, err60);
}
errors++;
}
if((data21.length <= 2048 || func2(data21) <= 2048) && !pattern6.test(data21)){
const err61 = {instancePath:instancePath+"/payload/program/thumbnailUrl",schemaPath:"#/properties/payload/properties/program/properties/thumbnailUrl/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\x00-\\x1f\\x7f-\\x9f\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+$"}};
if(vErrors === null){
vErrors = [err61];
}
else {
keep(vErrors, err61);
}
errors++;
}
}
}
if(data15.posterUrl !== undefined){
let data22 = data15.posterUrl;
if((typeof data22 !== "string") && (data22 !== null)){
const err62 = {instancePath:instancePath+"/payload/program/posterUrl",schemaPath:"#/properties/payload/properties/program/properties/posterUrl/type",keyword:"type",params:{type: schema14.properties.payload.properties.program.properties.posterUrl.type}};
if(vErrors === null){
vErrors = [err62];
}
else {
keep(vErrors, err62);
}
errors++;
}
if(typeof data22 === "string"){
if(func2(data22) > 2048){
const err63 = {instancePath:instancePath+"/payload/program/posterUrl",schemaPath:"#/properties/payload/properties/program/properties/posterUrl/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err63];
}
else {
keep(vErrors, err63);
}
errors++;
}
if((data22.length <= 2048 || func2(data22) <= 2048) && !pattern6.test(data22)){
const err64 = {instancePath:instancePath+"/payload/program/posterUrl",schemaPath:"#/properties/payload/properties/program/properties/posterUrl/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\x00-\\x1f\\x7f-\\x9f\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+$"}};
if(vErrors === null){
vErrors = [err64];
}
else {
keep(vErrors, err64);
}
errors++;
}
}
}
if(data15.genres !== undefined){
let data23 = data15.genres;
if((!(Array.isArray(data23))) && (data23 !== null)){
const err65 = {instancePath:instancePath+"/payload/program/genres",schemaPath:"#/properties/payload/properties/program/properties/genres/type",keyword:"type",params:{type: schema14.properties.payload.properties.program.properties.genres.type}};
if(vErrors === null){
vErrors = [err65];
}
else {
keep(vErrors, err65);
}
errors++;
}
if(Array.isArray(data23)){
const len0 = data23.length;
for(let i0=0; i0<len0; i0++){
let data24 = data23[i0];
if(typeof data24 === "string"){
if(func2(data24) < 1){
const err66 = {instancePath:instancePath+"/payload/program/genres/" + i0,schemaPath:"#/properties/payload/properties/program/properties/genres/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err66];
}
else {
keep(vErrors, err66);
}
errors++;
}
}
else {
const err67 = {instancePath:instancePath+"/payload/program/genres/" + i0,schemaPath:"#/properties/payload/properties/program/properties/genres/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err67];
}
else {
keep(vErrors, err67);
}
errors++;
}
}
}
}
if(data15.tags !== undefined){
let data25 = data15.tags;
if((!(Array.isArray(data25))) && (data25 !== null)){
const err68 = {instancePath:instancePath+"/payload/program/tags",schemaPath:"#/properties/payload/properties/program/properties/tags/type",keyword:"type",params:{type: schema14.properties.payload.properties.program.properties.tags.type}};
if(vErrors === null){
vErrors = [err68];
}
else {
keep(vErrors, err68);
}
errors++;
}
if(Array.isArray(data25)){
const len1 = data25.length;
for(let i1=0; i1<len1; i1++){
let data26 = data25[i1];
if(typeof data26 === "string"){
if(func2(data26) < 1){
const err69 = {instancePath:instancePath+"/payload/program/tags/" + i1,schemaPath:"#/properties/payload/properties/program/properties/tags/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err69];
}
else {
keep(vErrors, err69);
}
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/payload/program/tags/" + i1,schemaPath:"#/properties/payload/properties/program/properties/tags/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err70];
}
else {
keep(vErrors, err70);
}
errors++;
}
}
}
}
if(data15.releaseDate !== undefined){
let data27 = data15.releaseDate;
if((typeof data27 !== "string") && (data27 !== null)){
const err71 = {instancePath:instancePath+"/payload/program/releaseDate",schemaPath:"#/properties/payload/properties/program/properties/releaseDate/type",keyword:"type",params:{type: schema14.properties.payload.properties.program.properties.releaseDate.type}};
if(vErrors === null){
vErrors = [err71];
}
else {
keep(vErrors, err71);
}
errors++;
}
if(typeof data27 === "string"){
if(!pattern8.test(data27)){
const err72 = {instancePath:instancePath+"/payload/program/releaseDate",schemaPath:"#/properties/payload/properties/program/properties/releaseDate/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]))?$"}};
if(vErrors === null){
vErrors = [err72];
}
else {
keep(vErrors, err72);
}
errors++;
}
}
}
if(data15.duration !== undefined){
let data28 = data15.duration;
if((!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))) && (data28 !== null)){
const err73 = {instancePath:instancePath+"/payload/program/duration",schemaPath:"#/properties/payload/properties/program/properties/duration/type",keyword:"type",params:{type: schema14.properties.payload.properties.program.properties.duration.type}};
if(vErrors === null){
vErrors = [err73];
}
else {
keep(vErrors, err73);
}
errors++;
}
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 < 0 || isNaN(data28)){
const err74 = {instancePath:instancePath+"/payload/program/duration",schemaPath:"#/properties/payload/properties/program/properties/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err74];
}
else {
keep(vErrors, err74);
}
errors++;
}
if(data28 >= 9223372036854776000 || isNaN(data28)){
const err75 = {instancePath:instancePath+"/payload/program/duration",schemaPath:"#/properties/payload/properties/program/properties/duration/exclusiveMaximum",keyword:"exclusiveMaximum",params:{comparison: "<", limit: 9223372036854776000}};
if(vErrors === null){
vErrors = [err75];
}
else {
keep(vErrors, err75);
}
errors++;
}
}
}
if(data15.rating !== undefined){
let data29 = data15.rating;
if((typeof data29 !== "string") && (data29 !== null)){
const err76 = {instancePath:instancePath+"/payload/program/rating",schemaPath:"#/properties/payload/properties/program/properties/rating/type",keyword:"type",params:{type: schema14.properties.payload.properties.program.properties.rating.type}};
if(vErrors === null){
vErrors = [err76];
}
else {
keep(vErrors, err76);
}
errors++;
}
if(typeof data29 === "string"){
if(func2(data29) > 10){
const err77 = {instancePath:instancePath+"/payload/program/rating",schemaPath:"#/properties/payload/properties/program/properties/rating/maxLength",keyword:"maxLength",params:{limit: 10}};
if(vErrors === null){
vErrors = [err77];
}
else {
keep(vErrors, err77);
}
errors++;
}
}
}
if(data15.createdAt !== undefined){
let data30 = data15.createdAt;
if((typeof data30 !== "string") && (data30 !== null)){
const err78 = {instancePath:instancePath+"/payload/program/createdAt",schemaPath:"#/properties/payload/properties/program/properties/createdAt/type",keyword:"type",params:{type: schema14.properties.payload.properties.program.properties.createdAt.type}};
if(vErrors === null){
vErrors = [err78];
}
else {
keep(vErrors, err78);
}
errors++;
}
if(typeof data30 === "string"){
if(!pattern1.test(data30)){
const err79 = {instancePath:instancePath+"/payload/program/createdAt",schemaPath:"#/properties/payload/properties/program/properties/createdAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err79];
}
else {
keep(vErrors, err79);
}
errors++;
}
}
}
if(data15.updatedAt !== undefined){
let data31 = data15.updatedAt;
if((typeof data31 !== "string") && (data31 !== null)){
const err80 = {instancePath:instancePath+"/payload/program/updatedAt",schemaPath:"#/properties/payload/properties/program/properties/updatedAt/type",keyword:"type",params:{type: schema14.properties.payload.properties.program.properties.updatedAt.type}};
if(vErrors === null){
vErrors = [err80];
}
else {
keep(vErrors, err80);
}
errors++;
}
if(typeof data31 === "string"){
if(!pattern1.test(data31)){
const err81 = {instancePath:instancePath+"/payload/program/updatedAt",schemaPath:"#/properties/payload/properties/program/properties/updatedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err81];
}
else {
keep(vErrors, err81);
}
errors++;
}
}
}
}
}
}
else {
const err82 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err82];
}
else {
keep(vErrors, err82);
}
errors++;
}
}
}
else {
const err83 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err83];
}
else {
keep(vErrors, err83);
}
errors++;
}
validate13.errors = vErrors;
return errors === 0;
}

exports.validateContentPublishedEvent = validate14;
const schema15 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:ContentPublishedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"content.published"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["contentId","contentType","title","publishedBy","publishedAt"],"properties":{"contentId":{"type":"string","minLength":1,"maxLength":128},"contentType":{"type":"string","minLength":1},"title":{"type":"string","minLength":1,"maxLength":200},"publishedBy":{"type":"string","minLength":1,"maxLength":128},"publishedAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"program":{"type":["object","null"],"required":["id","title","contentType","status","createdAt","updatedAt"],"properties":{"id":{"type":"string","minLength":1,"maxLength":128},"title":{"type":"string","minLength":1,"maxLength":200},"description":{"type":["string","null"],"maxLength":1000},"contentType":{"type":"string","enum":["PROGRAM","EPISODE","MOVIE","SERIES"]},"status":{"type":"string","enum":["DRAFT","PUBLISHED","ARCHIVED"]},"thumbnailUrl":{"type":["string","null"],"maxLength":2048,"pattern":"^[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\x00-\\x1f\\x7f-\\x9f\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+$"},"posterUrl":{"type":["string","null"],"maxLength":2048,"pattern":"^[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\x00-\\x1f\\x7f-\\x9f\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+$"},"genres":{"type":["array","null"],"items":{"type":"string","minLength":1}},"tags":{"type":["array","null"],"items":{"type":"string","minLength":1}},"releaseDate":{"type":["string","null"],"pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]))?$"},"duration":{"type":["integer","null"],"minimum":0,"exclusiveMaximum":9223372036854776000},"rating":{"type":["string","null"],"maxLength":10},"createdAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"updatedAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}}}}}}};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:ContentPublishedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("content.published" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "content.published"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema15.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema15.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.contentId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.contentType === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentType"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.title === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "title"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.publishedBy === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "publishedBy"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.publishedAt === undefined){
const err30 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "publishedAt"}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(data8.contentId !== undefined){
let data9 = data8.contentId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err31 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
if(func2(data9) < 1){
const err32 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
}
if(data8.contentType !== undefined){
let data10 = data8.contentType;
if(typeof data10 === "string"){
if(func2(data10) < 1){
const err34 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
if(data8.title !== undefined){
let data11 = data8.title;
if(typeof data11 === "string"){
if(func2(data11) > 200){
const err36 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/maxLength",keyword:"maxLength",params:{limit: 200}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
if(func2(data11) < 1){
const err37 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
if(data8.publishedBy !== undefined){
let data12 = data8.publishedBy;
if(typeof data12 === "string"){
if(func2(data12) > 128){
const err39 = {instancePath:instancePath+"/payload/publishedBy",schemaPath:"#/properties/payload/properties/publishedBy/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
if(func2(data12) < 1){
const err40 = {instancePath:instancePath+"/payload/publishedBy",schemaPath:"#/properties/payload/properties/publishedBy/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/payload/publishedBy",schemaPath:"#/properties/payload/properties/publishedBy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
}
if(data8.publishedAt !== undefined){
let data13 = data8.publishedAt;
if(typeof data13 === "string"){
if(!pattern1.test(data13)){
const err42 = {instancePath:instancePath+"/payload/publishedAt",schemaPath:"#/properties/payload/properties/publishedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/payload/publishedAt",schemaPath:"#/properties/payload/properties/publishedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
}
if(data8.program !== undefined){
let data14 = data8.program;
if((!(data14 && typeof data14 == "object" && !Array.isArray(data14))) && (data14 !== null)){
const err44 = {instancePath:instancePath+"/payload/program",schemaPath:"#/properties/payload/properties/program/type",keyword:"type",params:{type: schema15.properties.payload.properties.program.type}};
if(vErrors === null){
vErrors = [err44];
}
else {
keep(vErrors, err44);
}
errors++;
}
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.id === undefined){
const err45 = {instancePath:instancePath+"/payload/program",schemaPath:"#/properties/payload/properties/program/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err45];
}
else {
keep(vErrors, err45);
}
errors++;
}
if(data14.title === undefined){
const err46 = {instancePath:instancePath+"/payload/program",schemaPath:"#/properties/payload/properties/program/required",keyword:"required",params:{missingProperty: "title"}};
if(vErrors === null){
vErrors = [err46];
}
else {
keep(vErrors, err46);
}
errors++;
}
if(data14.contentType === undefined){
const err47 = {instancePath:instancePath+"/payload/program",schemaPath:"#/properties/payload/properties/program/required",keyword:"required",params:{missingProperty: "contentType"}};
if(vErrors === null){
vErrors = [err47];
}
else {
keep(vErrors, err47);
}
errors++;
}
if(data14.status === undefined){
const err48 = {instancePath:instancePath+"/payload/program",schemaPath:"#/properties/payload/properties/program/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err48];
}
else {
keep(vErrors, err48);
}
errors++;
}
if(data14.createdAt === undefined){
const err49 = {instancePath:instancePath+"/payload/program",schemaPath:"#/properties/payload/properties/program/required",keyword:"required",params:{missingProperty: "createdAt"}};
if(vErrors === null){
vErrors = [err49];
}
else {
keep(vErrors, err49);
}
errors++;
}
if(data14.updatedAt === undefined){
const err50 = {instancePath:instancePath+"/payload/program",schemaPath:"#/properties/payload/properties/program/required",keyword:"required",params:{missingProperty: "updatedAt"}};
if(vErrors === null){
vErrors = [err50];
}
else {
keep(vErrors, err50);
}
errors++;
}
if(data14.id !== undefined){
let data15 = data14.id;
if(typeof data15 === "string"){
if(func2(data15) > 128){
const err51 = {instancePath:instancePath+"/payload/program/id",schemaPath:"#/properties/payload/properties/program/properties/id/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err51];
}
else {
keep(vErrors, err51);
}
errors++;
}
if(func2(data15) < 1){
const err52 = {instancePath:instancePath+"/payload/program/id",schemaPath:"#/properties/payload/properties/program/properties/id/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err52];
}
else {
keep(vErrors, err52);
}
errors++;
}
}
else {
const err53 = {instancePath:instancePath+"/payload/program/id",schemaPath:"#/properties/payload/properties/program/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err53];
}
else {
keep(vErrors, err53);
}
errors++;
}
}
if(data14.title !== undefined){
let data16 = data14.title;
if(typeof data16 === "string"){
if(func2(data16) > 200){
const err54 = {instancePath:instancePath+"/payload/program/title",schemaPath:"#/properties/payload/properties/program/properties/title/maxLength",keyword:"maxLength",params:{limit: 200}};
if(vErrors === null){
vErrors = [err54];
}
else {
keep(vErrors, err54);
}
errors++;
}
if(func2(data16) < 1){
const err55 = {instancePath:instancePath+"/payload/program/title",schemaPath:"#/properties/payload/properties/program/properties/title/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err55];
}
else {
keep(vErrors, err55);
}
errors++;
}
}
else {
const err56 = {instancePath:instancePath+"/payload/program/title",schemaPath:"#/properties/payload/properties/program/properties/title/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err56];
}
else {
keep(vErrors, err56);
}
errors++;
}
}
if(data14.description !== undefined){
let data17 = data14.description;
if((typeof data17 !== "string") && (data17 !== null)){
const err57 = {instancePath:instancePath+"/payload/program/description",schemaPath:"#/properties/payload/properties/program/properties/description/type",keyword:"type",params:{type: schema15.properties.payload.properties.program.properties.description.type}};
if(vErrors === null){
vErrors = [err57];
}
else {
keep(vErrors, err57);
}
errors++;
}
if(typeof data17 === "string"){
if(func2(data17) > 1000){
const err58 = {instancePath:instancePath+"/payload/program/description",schemaPath:"#/properties/payload/properties/program/properties/description/maxLength",keyword:"maxLength",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err58];
}
else {
keep(vErrors, err58);
}
errors++;
}
}
}
if(data14.contentType !== undefined){
let data18 = data14.contentType;
if(typeof data18 !== "string"){
const err59 = {instancePath:instancePath+"/payload/program/contentType",schemaPath:"#/properties/payload/properties/program/properties/contentType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err59];
}
else {
keep(vErrors, err59);
}
errors++;
}
if(!((((data18 === "PROGRAM") || (data18 === "EPISODE")) || (data18 === "MOVIE")) || (data18 === "SERIES"))){
const err60 = {instancePath:instancePath+"/payload/program/contentType",schemaPath:"#/properties/payload/properties/program/properties/contentType/enum",keyword:"enum",params:{allowedValues: schema15.properties.payload.properties.program.properties.contentType.enum}};
if(vErrors === null){
vErrors = [err60];
}
else {
keep(vErrors, err60);
}
errors++;
}
}
if(data14.status !== undefined){
let data19 = data14.status;
if(typeof data19 !== "string"){
const err61 = {instancePath:instancePath+"/payload/program/status",schemaPath:"#/properties/payload/properties/program/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err61];
}
else {
keep(vErrors, err61);
}
errors++;
}
if(!(((data19 === "DRAFT") || (data19 === "PUBLISHED")) || (data19 === "ARCHIVED"))){
const err62 = {instancePath:instancePath+"/payload/program/status",schemaPath:"#/properties/payload/properties/program/properties/status/enum",keyword:"enum",params:{allowedValues: schema15.properties.payload.properties.program.properties.status.enum}};
if(vErrors === null){
vErrors = [err62];
}
else {
keep(vErrors, err62);
}
errors++;
}
}
if(data14.thumbnailUrl !== undefined){
let data20 = data14.thumbnailUrl;
if((typeof data20 !== "string") && (data20 !== null)){
const err63 = {instancePath:instancePath+"/payload/program/thumbnailUrl",schemaPath:"#/properties/payload/properties/program/properties/thumbnailUrl/type",keyword:"type",params:{type: schema15.properties.payload.properties.program.properties.thumbnailUrl.type}};
if(vErrors === null){
vErrors = [err63];
}
else {
keep(vErrors, err63);
}
errors++;
}
if(typeof data20 === "string"){
if(func2(data20) > 2048){
const err64 = {instancePath:instancePath+"/payload/program/thumbnailUrl",schemaPath:"#/properties/payload/properties/program/properties/thumbnailUrl/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err64];
}
else {
keep(vErrors, err64);
}
errors++;
}
if((data20.length <= 2048 || func2(data20) <= 2048) && !pattern6.test(data20)){
const err65 = {instancePath:instancePath+"/payload/program/thumbnailUrl",schemaPath:"#/properties/payload/properties/program/properties/thumbnailUrl/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\x00-\\x1f\\x7f-\\x9f\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+$"}};
if(vErrors === null){
vErrors = [err65];
}
else {
keep(vErrors, err65);
}
errors++;
}
}
}
if(data14.posterUrl !== undefined){
let data21 = data14.posterUrl;
if((typeof data21 !== "string") && (data21 !== null)){
const err66 = {instancePath:instancePath+"/payload/program/posterUrl",schemaPath:"#/properties/payload/properties/program/properties/posterUrl/type",keyword:"type",params:{type: schema15.properties.payload.properties.program.properties.posterUrl.type}};
if(vErrors === null){
vErrors = [err66];
}
else {
keep(vErrors, err66);
}
errors++;
}
if(typeof data21 === "string"){
if(func2(data21) > 2048){
const err67 = {instancePath:instancePath+"/payload/program/posterUrl",schemaPath:"#/properties/payload/properties/program/properties/posterUrl/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err67];
}
else {
keep(vErrors, err67);
}
errors++;
}
if((data21.length <= 2048 || func2(data21) <= 2048) && !pattern6.test(data21)){
const err68 = {instancePath:instancePath+"/payload/program/posterUrl",schemaPath:"#/properties/payload/properties/program/properties/posterUrl/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\x00-\\x1f\\x7f-\\x9f\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+$"}};
if(vErrors === null){
vErrors = [err68];
}
else {
keep(vErrors, err68);
}
errors++;
}
}
}
if(data14.genres !== undefined){
let data22 = data14.genres;
if((!(Array.isArray(data22))) && (data22 !== null)){
const err69 = {instancePath:instancePath+"/payload/program/genres",schemaPath:"#/properties/payload/properties/program/properties/genres/type",keyword:"type",params:{type: schema15.properties.payload.properties.program.properties.genres.type}};
if(vErrors === null){
vErrors = [err69];
}
else {
keep(vErrors, err69);
}
errors++;
}
if(Array.isArray(data22)){
const len0 = data22.length;
for(let i0=0; i0<len0; i0++){
let data23 = data22[i0];
if(typeof data23 === "string"){
if(func2(data23) < 1){
const err70 = {instancePath:instancePath+"/payload/program/genres/" + i0,schemaPath:"#/properties/payload/properties/program/properties/genres/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err70];
}
else {
keep(vErrors, err70);
}
errors++;
}
}
else {
const err71 = {instancePath:instancePath+"/payload/program/genres/" + i0,schemaPath:"#/properties/payload/properties/program/properties/genres/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err71];
}
else {
keep(vErrors, err71);
}
errors++;
}
}
}
}
if(data14.tags !== undefined){
let data24 = data14.tags;
if((!(Array.isArray(data24))) && (data24 !== null)){
const err72 = {instancePath:instancePath+"/payload/program/tags",schemaPath:"#/properties/payload/properties/program/properties/tags/type",keyword:"type",params:{type: schema15.properties.payload.properties.program.properties.tags.type}};
if(vErrors === null){
vErrors = [err72];
}
else {
keep(vErrors, err72);
}
errors++;
}
if(Array.isArray(data24)){
const len1 = data24.length;
for(let i1=0; i1<len1; i1++){
let data25 = data24[i1];
if(typeof data25 === "string"){
if(func2(data25) < 1){
const err73 = {instancePath:instancePath+"/payload/program/tags/" + i1,schemaPath:"#/properties/payload/properties/program/properties/tags/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err73];
}
else {
keep(vErrors, err73);
}
errors++;
}
}
else {
const err74 = {instancePath:instancePath+"/payload/program/tags/" + i1,schemaPath:"#/properties/payload/properties/program/properties/tags/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err74];
}
else {
keep(vErrors, err74);
}
errors++;
}
}
}
}
if(data14.releaseDate !== undefined){
let data26 = data14.releaseDate;
if((typeof data26 !== "string") && (data26 !== null)){
const err75 = {instancePath:instancePath+"/payload/program/releaseDate",schemaPath:"#/properties/payload/properties/program/properties/releaseDate/type",keyword:"type",params:{type: schema15.properties.payload.properties.program.properties.releaseDate.type}};
if(vErrors === null){
vErrors = [err75];
}
else {
keep(vErrors, err75);
}
errors++;
}
if(typeof data26 === "string"){
if(!pattern8.test(data26)){
const err76 = {instancePath:instancePath+"/payload/program/releaseDate",schemaPath:"#/properties/payload/properties/program/properties/releaseDate/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]))?$"}};
if(vErrors === null){
vErrors = [err76];
}
else {
keep(vErrors, err76);
}
errors++;
}
}
}
if(data14.duration !== undefined){
let data27 = data14.duration;
if((!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))) && (data27 !== null)){
const err77 = {instancePath:instancePath+"/payload/program/duration",schemaPath:"#/properties/payload/properties/program/properties/duration/type",keyword:"type",params:{type: schema15.properties.payload.properties.program.properties.duration.type}};
if(vErrors === null){
vErrors = [err77];
}
else {
keep(vErrors, err77);
}
errors++;
}
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 < 0 || isNaN(data27)){
const err78 = {instancePath:instancePath+"/payload/program/duration",schemaPath:"#/properties/payload/properties/program/properties/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err78];
}
else {
keep(vErrors, err78);
}
errors++;
}
if(data27 >= 9223372036854776000 || isNaN(data27)){
const err79 = {instancePath:instancePath+"/payload/program/duration",schemaPath:"#/properties/payload/properties/program/properties/duration/exclusiveMaximum",keyword:"exclusiveMaximum",params:{comparison: "<", limit: 9223372036854776000}};
if(vErrors === null){
vErrors = [err79];
}
else {
keep(vErrors, err79);
}
errors++;
}
}
}
if(data14.rating !== undefined){
let data28 = data14.rating;
if((typeof data28 !== "string") && (data28 !== null)){
const err80 = {instancePath:instancePath+"/payload/program/rating",schemaPath:"#/properties/payload/properties/program/properties/rating/type",keyword:"type",params:{type: schema15.properties.payload.properties.program.properties.rating.type}};
if(vErrors === null){
vErrors = [err80];
}
else {
keep(vErrors, err80);
}
errors++;
}
if(typeof data28 === "string"){
if(func2(data28) > 10){
const err81 = {instancePath:instancePath+"/payload/program/rating",schemaPath:"#/properties/payload/properties/program/properties/rating/maxLength",keyword:"maxLength",params:{limit: 10}};
if(vErrors === null){
vErrors = [err81];
}
else {
keep(vErrors, err81);
}
errors++;
}
}
}
if(data14.createdAt !== undefined){
let data29 = data14.createdAt;
if(typeof data29 === "string"){
if(!pattern1.test(data29)){
const err82 = {instancePath:instancePath+"/payload/program/createdAt",schemaPath:"#/properties/payload/properties/program/properties/createdAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err82];
}
else {
keep(vErrors, err82);
}
errors++;
}
}
else {
const err83 = {instancePath:instancePath+"/payload/program/createdAt",schemaPath:"#/properties/payload/properties/program/properties/createdAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err83];
}
else {
keep(vErrors, err83);
}
errors++;
}
}
if(data14.updatedAt !== undefined){
let data30 = data14.updatedAt;
if(typeof data30 === "string"){
if(!pattern1.test(data30)){
const err84 = {instancePath:instancePath+"/payload/program/updatedAt",schemaPath:"#/properties/payload/properties/program/properties/updatedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err84];
}
else {
keep(vErrors, err84);
}
errors++;
}
}
else {
const err85 = {instancePath:instancePath+"/payload/program/updatedAt",schemaPath:"#/properties/payload/properties/program/properties/updatedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err85];
}
else {
keep(vErrors, err85);
}
errors++;
}
}
}
}
}
else {
const err86 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err86];
}
else {
keep(vErrors, err86);
}
errors++;
}
}
}
else {
const err87 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err87];
}
else {
keep(vErrors, err87);
}
errors++;
}
validate14.errors = vErrors;
return errors === 0;
}

exports.validateContentDeletedEvent = validate15;
const schema16 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:ContentDeletedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"content.deleted"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["contentId","contentType","title","deletedBy","deletedAt"],"properties":{"contentId":{"type":"string","minLength":1,"maxLength":128},"contentType":{"type":"string","minLength":1},"title":{"type":"string","minLength":1,"maxLength":200},"deletedBy":{"type":"string","minLength":1,"maxLength":128},"deletedAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}}}}};

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:ContentDeletedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("content.deleted" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "content.deleted"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema16.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema16.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.contentId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.contentType === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentType"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.title === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "title"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.deletedBy === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "deletedBy"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.deletedAt === undefined){
const err30 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "deletedAt"}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(data8.contentId !== undefined){
let data9 = data8.contentId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err31 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
if(func2(data9) < 1){
const err32 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
}
if(data8.contentType !== undefined){
let data10 = data8.contentType;
if(typeof data10 === "string"){
if(func2(data10) < 1){
const err34 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
if(data8.title !== undefined){
let data11 = data8.title;
if(typeof data11 === "string"){
if(func2(data11) > 200){
const err36 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/maxLength",keyword:"maxLength",params:{limit: 200}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
if(func2(data11) < 1){
const err37 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
if(data8.deletedBy !== undefined){
let data12 = data8.deletedBy;
if(typeof data12 === "string"){
if(func2(data12) > 128){
const err39 = {instancePath:instancePath+"/payload/deletedBy",schemaPath:"#/properties/payload/properties/deletedBy/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
if(func2(data12) < 1){
const err40 = {instancePath:instancePath+"/payload/deletedBy",schemaPath:"#/properties/payload/properties/deletedBy/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/payload/deletedBy",schemaPath:"#/properties/payload/properties/deletedBy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
}
if(data8.deletedAt !== undefined){
let data13 = data8.deletedAt;
if(typeof data13 === "string"){
if(!pattern1.test(data13)){
const err42 = {instancePath:instancePath+"/payload/deletedAt",schemaPath:"#/properties/payload/properties/deletedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/payload/deletedAt",schemaPath:"#/properties/payload/properties/deletedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err44];
}
else {
keep(vErrors, err44);
}
errors++;
}
}
}
else {
const err45 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err45];
}
else {
keep(vErrors, err45);
}
errors++;
}
validate15.errors = vErrors;
return errors === 0;
}

exports.validateContentArchivedEvent = validate16;
const schema17 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:ContentArchivedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"content.archived"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["contentId","contentType","title","archivedBy","archivedAt"],"properties":{"contentId":{"type":"string","minLength":1,"maxLength":128},"contentType":{"type":"string","minLength":1},"title":{"type":"string","minLength":1,"maxLength":200},"archivedBy":{"type":"string","minLength":1,"maxLength":128},"archivedAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}}}}};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:ContentArchivedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("content.archived" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "content.archived"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema17.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema17.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.contentId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.contentType === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentType"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.title === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "title"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.archivedBy === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "archivedBy"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.archivedAt === undefined){
const err30 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "archivedAt"}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(data8.contentId !== undefined){
let data9 = data8.contentId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err31 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
if(func2(data9) < 1){
const err32 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
}
if(data8.contentType !== undefined){
let data10 = data8.contentType;
if(typeof data10 === "string"){
if(func2(data10) < 1){
const err34 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
if(data8.title !== undefined){
let data11 = data8.title;
if(typeof data11 === "string"){
if(func2(data11) > 200){
const err36 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/maxLength",keyword:"maxLength",params:{limit: 200}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
if(func2(data11) < 1){
const err37 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
if(data8.archivedBy !== undefined){
let data12 = data8.archivedBy;
if(typeof data12 === "string"){
if(func2(data12) > 128){
const err39 = {instancePath:instancePath+"/payload/archivedBy",schemaPath:"#/properties/payload/properties/archivedBy/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
if(func2(data12) < 1){
const err40 = {instancePath:instancePath+"/payload/archivedBy",schemaPath:"#/properties/payload/properties/archivedBy/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/payload/archivedBy",schemaPath:"#/properties/payload/properties/archivedBy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
}
if(data8.archivedAt !== undefined){
let data13 = data8.archivedAt;
if(typeof data13 === "string"){
if(!pattern1.test(data13)){
const err42 = {instancePath:instancePath+"/payload/archivedAt",schemaPath:"#/properties/payload/properties/archivedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/payload/archivedAt",schemaPath:"#/properties/payload/properties/archivedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err44];
}
else {
keep(vErrors, err44);
}
errors++;
}
}
}
else {
const err45 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err45];
}
else {
keep(vErrors, err45);
}
errors++;
}
validate16.errors = vErrors;
return errors === 0;
}

exports.validateContentMetadataUpdatedEvent = validate17;
const schema18 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:ContentMetadataUpdatedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"content.metadata.updated"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["contentId","metadataKey","newValue","updatedBy"],"properties":{"contentId":{"type":"string","minLength":1,"maxLength":128},"metadataKey":{"type":"string","minLength":1},"oldValue":{},"newValue":{},"updatedBy":{"type":"string","minLength":1,"maxLength":128}}}}};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:ContentMetadataUpdatedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("content.metadata.updated" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "content.metadata.updated"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema18.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema18.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.contentId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.metadataKey === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "metadataKey"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.newValue === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "newValue"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.updatedBy === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "updatedBy"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.contentId !== undefined){
let data9 = data8.contentId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err30 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(func2(data9) < 1){
const err31 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
}
if(data8.metadataKey !== undefined){
let data10 = data8.metadataKey;
if(typeof data10 === "string"){
if(func2(data10) < 1){
const err33 = {instancePath:instancePath+"/payload/metadataKey",schemaPath:"#/properties/payload/properties/metadataKey/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/payload/metadataKey",schemaPath:"#/properties/payload/properties/metadataKey/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
if(data8.updatedBy !== undefined){
let data11 = data8.updatedBy;
if(typeof data11 === "string"){
if(func2(data11) > 128){
const err35 = {instancePath:instancePath+"/payload/updatedBy",schemaPath:"#/properties/payload/properties/updatedBy/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
if(func2(data11) < 1){
const err36 = {instancePath:instancePath+"/payload/updatedBy",schemaPath:"#/properties/payload/properties/updatedBy/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/payload/updatedBy",schemaPath:"#/properties/payload/properties/updatedBy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
validate17.errors = vErrors;
return errors === 0;
}

exports.validateIngestStartedEvent = validate18;
const schema19 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:IngestStartedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"ingest.started"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["ingestId","contentId","filename","fileSize","mimeType","startedBy","startedAt"],"properties":{"ingestId":{"type":"string","minLength":1,"maxLength":128},"contentId":{"type":"string","minLength":1,"maxLength":128},"filename":{"type":"string","minLength":1},"fileSize":{"type":"integer","minimum":0,"exclusiveMaximum":9223372036854776000},"mimeType":{"type":"string","minLength":1},"startedBy":{"type":"string","minLength":1,"maxLength":128},"startedAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}}}}};

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:IngestStartedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("ingest.started" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "ingest.started"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema19.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema19.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.ingestId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "ingestId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.contentId === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentId"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.filename === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "filename"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.fileSize === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "fileSize"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.mimeType === undefined){
const err30 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "mimeType"}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(data8.startedBy === undefined){
const err31 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "startedBy"}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
if(data8.startedAt === undefined){
const err32 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "startedAt"}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
if(data8.ingestId !== undefined){
let data9 = data8.ingestId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err33 = {instancePath:instancePath+"/payload/ingestId",schemaPath:"#/properties/payload/properties/ingestId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
if(func2(data9) < 1){
const err34 = {instancePath:instancePath+"/payload/ingestId",schemaPath:"#/properties/payload/properties/ingestId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/payload/ingestId",schemaPath:"#/properties/payload/properties/ingestId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
if(data8.contentId !== undefined){
let data10 = data8.contentId;
if(typeof data10 === "string"){
if(func2(data10) > 128){
const err36 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
if(func2(data10) < 1){
const err37 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
if(data8.filename !== undefined){
let data11 = data8.filename;
if(typeof data11 === "string"){
if(func2(data11) < 1){
const err39 = {instancePath:instancePath+"/payload/filename",schemaPath:"#/properties/payload/properties/filename/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/payload/filename",schemaPath:"#/properties/payload/properties/filename/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
}
if(data8.fileSize !== undefined){
let data12 = data8.fileSize;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err41 = {instancePath:instancePath+"/payload/fileSize",schemaPath:"#/properties/payload/properties/fileSize/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 0 || isNaN(data12)){
const err42 = {instancePath:instancePath+"/payload/fileSize",schemaPath:"#/properties/payload/properties/fileSize/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
if(data12 >= 9223372036854776000 || isNaN(data12)){
const err43 = {instancePath:instancePath+"/payload/fileSize",schemaPath:"#/properties/payload/properties/fileSize/exclusiveMaximum",keyword:"exclusiveMaximum",params:{comparison: "<", limit: 9223372036854776000}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
}
}
if(data8.mimeType !== undefined){
let data13 = data8.mimeType;
if(typeof data13 === "string"){
if(func2(data13) < 1){
const err44 = {instancePath:instancePath+"/payload/mimeType",schemaPath:"#/properties/payload/properties/mimeType/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err44];
}
else {
keep(vErrors, err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/payload/mimeType",schemaPath:"#/properties/payload/properties/mimeType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err45];
}
else {
keep(vErrors, err45);
}
errors++;
}
}
if(data8.startedBy !== undefined){
let data14 = data8.startedBy;
if(typeof data14 === "string"){
if(func2(data14) > 128){
const err46 = {instancePath:instancePath+"/payload/startedBy",schemaPath:"#/properties/payload/properties/startedBy/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err46];
}
else {
keep(vErrors, err46);
}
errors++;
}
if(func2(data14) < 1){
const err47 = {instancePath:instancePath+"/payload/startedBy",schemaPath:"#/properties/payload/properties/startedBy/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err47];
}
else {
keep(vErrors, err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/payload/startedBy",schemaPath:"#/properties/payload/properties/startedBy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err48];
}
else {
keep(vErrors, err48);
}
errors++;
}
}
if(data8.startedAt !== undefined){
let data15 = data8.startedAt;
if(typeof data15 === "string"){
if(!pattern1.test(data15)){
const err49 = {instancePath:instancePath+"/payload/startedAt",schemaPath:"#/properties/payload/properties/startedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err49];
}
else {
keep(vErrors, err49);
}
errors++;
}
}
else {
const err50 = {instancePath:instancePath+"/payload/startedAt",schemaPath:"#/properties/payload/properties/startedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err50];
}
else {
keep(vErrors, err50);
}
errors++;
}
}
}
else {
const err51 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err51];
}
else {
keep(vErrors, err51);
}
errors++;
}
}
}
else {
const err52 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err52];
}
else {
keep(vErrors, err52);
}
errors++;
}
validate18.errors = vErrors;
return errors === 0;
}

exports.validateIngestProgressEvent = validate19;
const schema20 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:IngestProgressEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"ingest.progress"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["ingestId","contentId","progress","stage"],"properties":{"ingestId":{"type":"string","minLength":1,"maxLength":128},"contentId":{"type":"string","minLength":1,"maxLength":128},"progress":{"type":"number","minimum":0,"maximum":100},"stage":{"type":"string","minLength":1},"message":{"type":["string","null"],"minLength":1},"estimatedTimeRemaining":{"type":["number","null"],"minimum":0}}}}};

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:IngestProgressEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("ingest.progress" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "ingest.progress"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema20.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema20.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.ingestId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "ingestId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.contentId === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentId"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.progress === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "progress"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.stage === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "stage"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.ingestId !== undefined){
let data9 = data8.ingestId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err30 = {instancePath:instancePath+"/payload/ingestId",schemaPath:"#/properties/payload/properties/ingestId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(func2(data9) < 1){
const err31 = {instancePath:instancePath+"/payload/ingestId",schemaPath:"#/properties/payload/properties/ingestId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/payload/ingestId",schemaPath:"#/properties/payload/properties/ingestId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
}
if(data8.contentId !== undefined){
let data10 = data8.contentId;
if(typeof data10 === "string"){
if(func2(data10) > 128){
const err33 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
if(func2(data10) < 1){
const err34 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
if(data8.progress !== undefined){
let data11 = data8.progress;
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 100 || isNaN(data11)){
const err36 = {instancePath:instancePath+"/payload/progress",schemaPath:"#/properties/payload/properties/progress/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
if(data11 < 0 || isNaN(data11)){
const err37 = {instancePath:instancePath+"/payload/progress",schemaPath:"#/properties/payload/properties/progress/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/payload/progress",schemaPath:"#/properties/payload/properties/progress/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
if(data8.stage !== undefined){
let data12 = data8.stage;
if(typeof data12 === "string"){
if(func2(data12) < 1){
const err39 = {instancePath:instancePath+"/payload/stage",schemaPath:"#/properties/payload/properties/stage/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/payload/stage",schemaPath:"#/properties/payload/properties/stage/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
}
if(data8.message !== undefined){
let data13 = data8.message;
if((typeof data13 !== "string") && (data13 !== null)){
const err41 = {instancePath:instancePath+"/payload/message",schemaPath:"#/properties/payload/properties/message/type",keyword:"type",params:{type: schema20.properties.payload.properties.message.type}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
if(typeof data13 === "string"){
if(func2(data13) < 1){
const err42 = {instancePath:instancePath+"/payload/message",schemaPath:"#/properties/payload/properties/message/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
}
}
if(data8.estimatedTimeRemaining !== undefined){
let data14 = data8.estimatedTimeRemaining;
if((!((typeof data14 == "number") && (isFinite(data14)))) && (data14 !== null)){
const err43 = {instancePath:instancePath+"/payload/estimatedTimeRemaining",schemaPath:"#/properties/payload/properties/estimatedTimeRemaining/type",keyword:"type",params:{type: schema20.properties.payload.properties.estimatedTimeRemaining.type}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 0 || isNaN(data14)){
const err44 = {instancePath:instancePath+"/payload/estimatedTimeRemaining",schemaPath:"#/properties/payload/properties/estimatedTimeRemaining/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err44];
}
else {
keep(vErrors, err44);
}
errors++;
}
}
}
}
else {
const err45 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err45];
}
else {
keep(vErrors, err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err46];
}
else {
keep(vErrors, err46);
}
errors++;
}
validate19.errors = vErrors;
return errors === 0;
}

exports.validateIngestCompletedEvent = validate20;
const schema21 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:IngestCompletedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"ingest.completed"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["ingestId","contentId","filename","mediaId","mediaUrl","fileSize","mimeType","completedAt","processingTime"],"properties":{"ingestId":{"type":"string","minLength":1,"maxLength":128},"contentId":{"type":"string","minLength":1,"maxLength":128},"filename":{"type":"string","minLength":1},"mediaId":{"type":"string","minLength":1,"maxLength":128},"mediaUrl":{"type":"string","maxLength":2048,"pattern":"^[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\x00-\\x1f\\x7f-\\x9f\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+$"},"duration":{"type":["number","null"],"minimum":0},"fileSize":{"type":"integer","minimum":0,"exclusiveMaximum":9223372036854776000},"mimeType":{"type":"string","minLength":1},"completedAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"processingTime":{"type":"number","minimum":0}}}}};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:IngestCompletedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("ingest.completed" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "ingest.completed"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema21.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema21.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.ingestId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "ingestId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.contentId === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentId"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.filename === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "filename"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.mediaId === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "mediaId"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.mediaUrl === undefined){
const err30 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "mediaUrl"}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(data8.fileSize === undefined){
const err31 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "fileSize"}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
if(data8.mimeType === undefined){
const err32 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "mimeType"}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
if(data8.completedAt === undefined){
const err33 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "completedAt"}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
if(data8.processingTime === undefined){
const err34 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "processingTime"}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
if(data8.ingestId !== undefined){
let data9 = data8.ingestId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err35 = {instancePath:instancePath+"/payload/ingestId",schemaPath:"#/properties/payload/properties/ingestId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
if(func2(data9) < 1){
const err36 = {instancePath:instancePath+"/payload/ingestId",schemaPath:"#/properties/payload/properties/ingestId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/payload/ingestId",schemaPath:"#/properties/payload/properties/ingestId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
if(data8.contentId !== undefined){
let data10 = data8.contentId;
if(typeof data10 === "string"){
if(func2(data10) > 128){
const err38 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
if(func2(data10) < 1){
const err39 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
}
if(data8.filename !== undefined){
let data11 = data8.filename;
if(typeof data11 === "string"){
if(func2(data11) < 1){
const err41 = {instancePath:instancePath+"/payload/filename",schemaPath:"#/properties/payload/properties/filename/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/payload/filename",schemaPath:"#/properties/payload/properties/filename/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
}
if(data8.mediaId !== undefined){
let data12 = data8.mediaId;
if(typeof data12 === "string"){
if(func2(data12) > 128){
const err43 = {instancePath:instancePath+"/payload/mediaId",schemaPath:"#/properties/payload/properties/mediaId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
if(func2(data12) < 1){
const err44 = {instancePath:instancePath+"/payload/mediaId",schemaPath:"#/properties/payload/properties/mediaId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err44];
}
else {
keep(vErrors, err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/payload/mediaId",schemaPath:"#/properties/payload/properties/mediaId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err45];
}
else {
keep(vErrors, err45);
}
errors++;
}
}
if(data8.mediaUrl !== undefined){
let data13 = data8.mediaUrl;
if(typeof data13 === "string"){
if(func2(data13) > 2048){
const err46 = {instancePath:instancePath+"/payload/mediaUrl",schemaPath:"#/properties/payload/properties/mediaUrl/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err46];
}
else {
keep(vErrors, err46);
}
errors++;
}
if((data13.length <= 2048 || func2(data13) <= 2048) && !pattern6.test(data13)){
const err47 = {instancePath:instancePath+"/payload/mediaUrl",schemaPath:"#/properties/payload/properties/mediaUrl/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z][A-Za-z0-9+.-]*:[^<>\"\\x00-\\x1f\\x7f-\\x9f\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+$"}};
if(vErrors === null){
vErrors = [err47];
}
else {
keep(vErrors, err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/payload/mediaUrl",schemaPath:"#/properties/payload/properties/mediaUrl/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err48];
}
else {
keep(vErrors, err48);
}
errors++;
}
}
if(data8.duration !== undefined){
let data14 = data8.duration;
if((!((typeof data14 == "number") && (isFinite(data14)))) && (data14 !== null)){
const err49 = {instancePath:instancePath+"/payload/duration",schemaPath:"#/properties/payload/properties/duration/type",keyword:"type",params:{type: schema21.properties.payload.properties.duration.type}};
if(vErrors === null){
vErrors = [err49];
}
else {
keep(vErrors, err49);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 0 || isNaN(data14)){
const err50 = {instancePath:instancePath+"/payload/duration",schemaPath:"#/properties/payload/properties/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err50];
}
else {
keep(vErrors, err50);
}
errors++;
}
}
}
if(data8.fileSize !== undefined){
let data15 = data8.fileSize;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err51 = {instancePath:instancePath+"/payload/fileSize",schemaPath:"#/properties/payload/properties/fileSize/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err51];
}
else {
keep(vErrors, err51);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 < 0 || isNaN(data15)){
const err52 = {instancePath:instancePath+"/payload/fileSize",schemaPath:"#/properties/payload/properties/fileSize/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err52];
}
else {
keep(vErrors, err52);
}
errors++;
}
if(data15 >= 9223372036854776000 || isNaN(data15)){
const err53 = {instancePath:instancePath+"/payload/fileSize",schemaPath:"#/properties/payload/properties/fileSize/exclusiveMaximum",keyword:"exclusiveMaximum",params:{comparison: "<", limit: 9223372036854776000}};
if(vErrors === null){
vErrors = [err53];
}
else {
keep(vErrors, err53);
}
errors++;
}
}
}
if(data8.mimeType !== undefined){
let data16 = data8.mimeType;
if(typeof data16 === "string"){
if(func2(data16) < 1){
const err54 = {instancePath:instancePath+"/payload/mimeType",schemaPath:"#/properties/payload/properties/mimeType/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err54];
}
else {
keep(vErrors, err54);
}
errors++;
}
}
else {
const err55 = {instancePath:instancePath+"/payload/mimeType",schemaPath:"#/properties/payload/properties/mimeType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err55];
}
else {
keep(vErrors, err55);
}
errors++;
}
}
if(data8.completedAt !== undefined){
let data17 = data8.completedAt;
if(typeof data17 === "string"){
if(!pattern1.test(data17)){
const err56 = {instancePath:instancePath+"/payload/completedAt",schemaPath:"#/properties/payload/properties/completedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err56];
}
else {
keep(vErrors, err56);
}
errors++;
}
}
else {
const err57 = {instancePath:instancePath+"/payload/completedAt",schemaPath:"#/properties/payload/properties/completedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err57];
}
else {
keep(vErrors, err57);
}
errors++;
}
}
if(data8.processingTime !== undefined){
let data18 = data8.processingTime;
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 < 0 || isNaN(data18)){
const err58 = {instancePath:instancePath+"/payload/processingTime",schemaPath:"#/properties/payload/properties/processingTime/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err58];
}
else {
keep(vErrors, err58);
}
errors++;
}
}
else {
const err59 = {instancePath:instancePath+"/payload/processingTime",schemaPath:"#/properties/payload/properties/processingTime/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err59];
}
else {
keep(vErrors, err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err60];
}
else {
keep(vErrors, err60);
}
errors++;
}
}
}
else {
const err61 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err61];
}
else {
keep(vErrors, err61);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}

exports.validateIngestFailedEvent = validate21;
const schema22 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:IngestFailedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"ingest.failed"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["ingestId","contentId","filename","error","failedAt","retryable"],"properties":{"ingestId":{"type":"string","minLength":1,"maxLength":128},"contentId":{"type":"string","minLength":1,"maxLength":128},"filename":{"type":"string","minLength":1},"error":{"type":"string","minLength":1},"errorCode":{"type":["string","null"],"minLength":1},"errorDetails":{},"failedAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"retryable":{"type":"boolean"}}}}};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:IngestFailedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("ingest.failed" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "ingest.failed"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema22.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema22.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.ingestId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "ingestId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.contentId === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentId"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.filename === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "filename"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.error === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "error"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.failedAt === undefined){
const err30 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "failedAt"}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(data8.retryable === undefined){
const err31 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "retryable"}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
if(data8.ingestId !== undefined){
let data9 = data8.ingestId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err32 = {instancePath:instancePath+"/payload/ingestId",schemaPath:"#/properties/payload/properties/ingestId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
if(func2(data9) < 1){
const err33 = {instancePath:instancePath+"/payload/ingestId",schemaPath:"#/properties/payload/properties/ingestId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/payload/ingestId",schemaPath:"#/properties/payload/properties/ingestId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
if(data8.contentId !== undefined){
let data10 = data8.contentId;
if(typeof data10 === "string"){
if(func2(data10) > 128){
const err35 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
if(func2(data10) < 1){
const err36 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
if(data8.filename !== undefined){
let data11 = data8.filename;
if(typeof data11 === "string"){
if(func2(data11) < 1){
const err38 = {instancePath:instancePath+"/payload/filename",schemaPath:"#/properties/payload/properties/filename/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/payload/filename",schemaPath:"#/properties/payload/properties/filename/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
}
if(data8.error !== undefined){
let data12 = data8.error;
if(typeof data12 === "string"){
if(func2(data12) < 1){
const err40 = {instancePath:instancePath+"/payload/error",schemaPath:"#/properties/payload/properties/error/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/payload/error",schemaPath:"#/properties/payload/properties/error/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
}
if(data8.errorCode !== undefined){
let data13 = data8.errorCode;
if((typeof data13 !== "string") && (data13 !== null)){
const err42 = {instancePath:instancePath+"/payload/errorCode",schemaPath:"#/properties/payload/properties/errorCode/type",keyword:"type",params:{type: schema22.properties.payload.properties.errorCode.type}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
if(typeof data13 === "string"){
if(func2(data13) < 1){
const err43 = {instancePath:instancePath+"/payload/errorCode",schemaPath:"#/properties/payload/properties/errorCode/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
}
}
if(data8.failedAt !== undefined){
let data14 = data8.failedAt;
if(typeof data14 === "string"){
if(!pattern1.test(data14)){
const err44 = {instancePath:instancePath+"/payload/failedAt",schemaPath:"#/properties/payload/properties/failedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err44];
}
else {
keep(vErrors, err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/payload/failedAt",schemaPath:"#/properties/payload/properties/failedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err45];
}
else {
keep(vErrors, err45);
}
errors++;
}
}
if(data8.retryable !== undefined){
if(typeof data8.retryable !== "boolean"){
const err46 = {instancePath:instancePath+"/payload/retryable",schemaPath:"#/properties/payload/properties/retryable/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err46];
}
else {
keep(vErrors, err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err47];
}
else {
keep(vErrors, err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err48];
}
else {
keep(vErrors, err48);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}

exports.validateIngestCancelledEvent = validate22;
const schema23 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:IngestCancelledEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"ingest.cancelled"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["ingestId","contentId","filename","cancelledBy","cancelledAt"],"properties":{"ingestId":{"type":"string","minLength":1,"maxLength":128},"contentId":{"type":"string","minLength":1,"maxLength":128},"filename":{"type":"string","minLength":1},"cancelledBy":{"type":"string","minLength":1,"maxLength":128},"cancelledAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"reason":{"type":["string","null"],"minLength":1}}}}};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:IngestCancelledEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("ingest.cancelled" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "ingest.cancelled"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema23.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema23.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.ingestId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "ingestId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.contentId === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentId"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.filename === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "filename"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.cancelledBy === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "cancelledBy"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.cancelledAt === undefined){
const err30 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "cancelledAt"}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(data8.ingestId !== undefined){
let data9 = data8.ingestId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err31 = {instancePath:instancePath+"/payload/ingestId",schemaPath:"#/properties/payload/properties/ingestId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
if(func2(data9) < 1){
const err32 = {instancePath:instancePath+"/payload/ingestId",schemaPath:"#/properties/payload/properties/ingestId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/payload/ingestId",schemaPath:"#/properties/payload/properties/ingestId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
}
if(data8.contentId !== undefined){
let data10 = data8.contentId;
if(typeof data10 === "string"){
if(func2(data10) > 128){
const err34 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
if(func2(data10) < 1){
const err35 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
}
if(data8.filename !== undefined){
let data11 = data8.filename;
if(typeof data11 === "string"){
if(func2(data11) < 1){
const err37 = {instancePath:instancePath+"/payload/filename",schemaPath:"#/properties/payload/properties/filename/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/payload/filename",schemaPath:"#/properties/payload/properties/filename/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
if(data8.cancelledBy !== undefined){
let data12 = data8.cancelledBy;
if(typeof data12 === "string"){
if(func2(data12) > 128){
const err39 = {instancePath:instancePath+"/payload/cancelledBy",schemaPath:"#/properties/payload/properties/cancelledBy/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
if(func2(data12) < 1){
const err40 = {instancePath:instancePath+"/payload/cancelledBy",schemaPath:"#/properties/payload/properties/cancelledBy/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/payload/cancelledBy",schemaPath:"#/properties/payload/properties/cancelledBy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
}
if(data8.cancelledAt !== undefined){
let data13 = data8.cancelledAt;
if(typeof data13 === "string"){
if(!pattern1.test(data13)){
const err42 = {instancePath:instancePath+"/payload/cancelledAt",schemaPath:"#/properties/payload/properties/cancelledAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/payload/cancelledAt",schemaPath:"#/properties/payload/properties/cancelledAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
}
if(data8.reason !== undefined){
let data14 = data8.reason;
if((typeof data14 !== "string") && (data14 !== null)){
const err44 = {instancePath:instancePath+"/payload/reason",schemaPath:"#/properties/payload/properties/reason/type",keyword:"type",params:{type: schema23.properties.payload.properties.reason.type}};
if(vErrors === null){
vErrors = [err44];
}
else {
keep(vErrors, err44);
}
errors++;
}
if(typeof data14 === "string"){
if(func2(data14) < 1){
const err45 = {instancePath:instancePath+"/payload/reason",schemaPath:"#/properties/payload/properties/reason/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err45];
}
else {
keep(vErrors, err45);
}
errors++;
}
}
}
}
else {
const err46 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err46];
}
else {
keep(vErrors, err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err47];
}
else {
keep(vErrors, err47);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

exports.validateUserCreatedEvent = validate23;
const schema24 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:UserCreatedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"auth.user.created"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["userId","email","firstName","lastName","role"],"properties":{"userId":{"type":"string","minLength":1,"maxLength":128},"email":{"type":"string","maxLength":254,"pattern":"^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"},"firstName":{"type":"string","minLength":1,"maxLength":50},"lastName":{"type":"string","minLength":1,"maxLength":50},"role":{"type":"string","enum":["ADMIN","EDITOR","USER"]},"createdBy":{"type":["string","null"],"minLength":1,"maxLength":128},"user":{"type":["object","null"],"required":["id","email","firstName","lastName","role"],"properties":{"id":{"type":"string","minLength":1,"maxLength":128},"email":{"type":"string","maxLength":254,"pattern":"^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"},"firstName":{"type":"string","minLength":1,"maxLength":50},"lastName":{"type":"string","minLength":1,"maxLength":50},"role":{"type":"string","enum":["ADMIN","EDITOR","USER"]},"createdAt":{"type":["string","null"],"pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"updatedAt":{"type":["string","null"],"pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}}}}}}};
const pattern51 = new RegExp("^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$", "u");

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:UserCreatedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("auth.user.created" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "auth.user.created"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema24.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema24.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.userId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "userId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.email === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "email"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.firstName === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "firstName"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.lastName === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "lastName"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.role === undefined){
const err30 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "role"}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(data8.userId !== undefined){
let data9 = data8.userId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err31 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
if(func2(data9) < 1){
const err32 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
}
if(data8.email !== undefined){
let data10 = data8.email;
if(typeof data10 === "string"){
if(func2(data10) > 254){
const err34 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/maxLength",keyword:"maxLength",params:{limit: 254}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
if((data10.length <= 254 || func2(data10) <= 254) && !pattern51.test(data10)){
const err35 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/pattern",keyword:"pattern",params:{pattern: "^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
}
if(data8.firstName !== undefined){
let data11 = data8.firstName;
if(typeof data11 === "string"){
if(func2(data11) > 50){
const err37 = {instancePath:instancePath+"/payload/firstName",schemaPath:"#/properties/payload/properties/firstName/maxLength",keyword:"maxLength",params:{limit: 50}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
if(func2(data11) < 1){
const err38 = {instancePath:instancePath+"/payload/firstName",schemaPath:"#/properties/payload/properties/firstName/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/payload/firstName",schemaPath:"#/properties/payload/properties/firstName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
}
if(data8.lastName !== undefined){
let data12 = data8.lastName;
if(typeof data12 === "string"){
if(func2(data12) > 50){
const err40 = {instancePath:instancePath+"/payload/lastName",schemaPath:"#/properties/payload/properties/lastName/maxLength",keyword:"maxLength",params:{limit: 50}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
if(func2(data12) < 1){
const err41 = {instancePath:instancePath+"/payload/lastName",schemaPath:"#/properties/payload/properties/lastName/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/payload/lastName",schemaPath:"#/properties/payload/properties/lastName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
}
if(data8.role !== undefined){
let data13 = data8.role;
if(typeof data13 !== "string"){
const err43 = {instancePath:instancePath+"/payload/role",schemaPath:"#/properties/payload/properties/role/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
if(!(((data13 === "ADMIN") || (data13 === "EDITOR")) || (data13 === "USER"))){
const err44 = {instancePath:instancePath+"/payload/role",schemaPath:"#/properties/payload/properties/role/enum",keyword:"enum",params:{allowedValues: schema24.properties.payload.properties.role.enum}};
if(vErrors === null){
vErrors = [err44];
}
else {
keep(vErrors, err44);
}
errors++;
}
}
if(data8.createdBy !== undefined){
let data14 = data8.createdBy;
if((typeof data14 !== "string") && (data14 !== null)){
const err45 = {instancePath:instancePath+"/payload/createdBy",schemaPath:"#/properties/payload/properties/createdBy/type",keyword:"type",params:{type: schema24.properties.payload.properties.createdBy.type}};
if(vErrors === null){
vErrors = [err45];
}
else {
keep(vErrors, err45);
}
errors++;
}
if(typeof data14 === "string"){
if(func2(data14) > 128){
const err46 = {instancePath:instancePath+"/payload/createdBy",schemaPath:"#/properties/payload/properties/createdBy/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err46];
}
else {
keep(vErrors, err46);
}
errors++;
}
if(func2(data14) < 1){
const err47 = {instancePath:instancePath+"/payload/createdBy",schemaPath:"#/properties/payload/properties/createdBy/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err47];
}
else {
keep(vErrors, err47);
}
errors++;
}
}
}
if(data8.user !== undefined){
let data15 = data8.user;
if((!(data15 && typeof data15 == "object" && !Array.isArray(data15))) && (data15 !== null)){
const err48 = {instancePath:instancePath+"/payload/user",schemaPath:"#/properties/payload/properties/user/type",keyword:"type",params:{type: schema24.properties.payload.properties.user.type}};
if(vErrors === null){
vErrors = [err48];
}
else {
keep(vErrors, err48);
}
errors++;
}
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.id === undefined){
const err49 = {instancePath:instancePath+"/payload/user",schemaPath:"#/properties/payload/properties/user/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err49];
}
else {
keep(vErrors, err49);
}
errors++;
}
if(data15.email === undefined){
const err50 = {instancePath:instancePath+"/payload/user",schemaPath:"#/properties/payload/properties/user/required",keyword:"required",params:{missingProperty: "email"}};
if(vErrors === null){
vErrors = [err50];
}
else {
keep(vErrors, err50);
}
errors++;
}
if(data15.firstName === undefined){
const err51 = {instancePath:instancePath+"/payload/user",schemaPath:"#/properties/payload/properties/user/required",keyword:"required",params:{missingProperty: "firstName"}};
if(vErrors === null){
vErrors = [err51];
}
else {
keep(vErrors, err51);
}
errors++;
}
if(data15.lastName === undefined){
const err52 = {instancePath:instancePath+"/payload/user",schemaPath:"#/properties/payload/properties/user/required",keyword:"required",params:{missingProperty: "lastName"}};
if(vErrors === null){
vErrors = [err52];
}
else {
keep(vErrors, err52);
}
errors++;
}
if(data15.role === undefined){
const err53 = {instancePath:instancePath+"/payload/user",schemaPath:"#/properties/payload/properties/user/required",keyword:"required",params:{missingProperty: "role"}};
if(vErrors === null){
vErrors = [err53];
}
else {
keep(vErrors, err53);
}
errors++;
}
if(data15.id !== undefined){
let data16 = data15.id;
if(typeof data16 === "string"){
if(func2(data16) > 128){
const err54 = {instancePath:instancePath+"/payload/user/id",schemaPath:"#/properties/payload/properties/user/properties/id/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err54];
}
else {
keep(vErrors, err54);
}
errors++;
}
if(func2(data16) < 1){
const err55 = {instancePath:instancePath+"/payload/user/id",schemaPath:"#/properties/payload/properties/user/properties/id/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err55];
}
else {
keep(vErrors, err55);
}
errors++;
}
}
else {
const err56 = {instancePath:instancePath+"/payload/user/id",schemaPath:"#/properties/payload/properties/user/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err56];
}
else {
keep(vErrors, err56);
}
errors++;
}
}
if(data15.email !== undefined){
let data17 = data15.email;
if(typeof data17 === "string"){
if(func2(data17) > 254){
const err57 = {instancePath:instancePath+"/payload/user/email",schemaPath:"#/properties/payload/properties/user/properties/email/maxLength",keyword:"maxLength",params:{limit: 254}};
if(vErrors === null){
vErrors = [err57];
}
else {
keep(vErrors, err57);
}
errors++;
}
if((data17.length <= 254 || func2(data17) <= 254) && !pattern51.test(data17)){
const err58 = {instancePath:instancePath+"/payload/user/email",schemaPath:"#/properties/payload/properties/user/properties/email/pattern",keyword:"pattern",params:{pattern: "^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"}};
if(vErrors === null){
vErrors = [err58];
}
else {
keep(vErrors, err58);
}
errors++;
}
}
else {
const err59 = {instancePath:instancePath+"/payload/user/email",schemaPath:"#/properties/payload/properties/user/properties/email/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err59];
}
else {
keep(vErrors, err59);
}
errors++;
}
}
if(data15.firstName !== undefined){
let data18 = data15.firstName;
if(typeof data18 === "string"){
if(func2(data18) > 50){
const err60 = {instancePath:instancePath+"/payload/user/firstName",schemaPath:"#/properties/payload/properties/user/properties/firstName/maxLength",keyword:"maxLength",params:{limit: 50}};
if(vErrors === null){
vErrors = [err60];
}
else {
keep(vErrors, err60);
}
errors++;
}
if(func2(data18) < 1){
const err61 = {instancePath:instancePath+"/payload/user/firstName",schemaPath:"#/properties/payload/properties/user/properties/firstName/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err61];
}
else {
keep(vErrors, err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/payload/user/firstName",schemaPath:"#/properties/payload/properties/user/properties/firstName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err62];
}
else {
keep(vErrors, err62);
}
errors++;
}
}
if(data15.lastName !== undefined){
let data19 = data15.lastName;
if(typeof data19 === "string"){
if(func2(data19) > 50){
const err63 = {instancePath:instancePath+"/payload/user/lastName",schemaPath:"#/properties/payload/properties/user/properties/lastName/maxLength",keyword:"maxLength",params:{limit: 50}};
if(vErrors === null){
vErrors = [err63];
}
else {
keep(vErrors, err63);
}
errors++;
}
if(func2(data19) < 1){
const err64 = {instancePath:instancePath+"/payload/user/lastName",schemaPath:"#/properties/payload/properties/user/properties/lastName/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err64];
}
else {
keep(vErrors, err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/payload/user/lastName",schemaPath:"#/properties/payload/properties/user/properties/lastName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err65];
}
else {
keep(vErrors, err65);
}
errors++;
}
}
if(data15.role !== undefined){
let data20 = data15.role;
if(typeof data20 !== "string"){
const err66 = {instancePath:instancePath+"/payload/user/role",schemaPath:"#/properties/payload/properties/user/properties/role/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err66];
}
else {
keep(vErrors, err66);
}
errors++;
}
if(!(((data20 === "ADMIN") || (data20 === "EDITOR")) || (data20 === "USER"))){
const err67 = {instancePath:instancePath+"/payload/user/role",schemaPath:"#/properties/payload/properties/user/properties/role/enum",keyword:"enum",params:{allowedValues: schema24.properties.payload.properties.user.properties.role.enum}};
if(vErrors === null){
vErrors = [err67];
}
else {
keep(vErrors, err67);
}
errors++;
}
}
if(data15.createdAt !== undefined){
let data21 = data15.createdAt;
if((typeof data21 !== "string") && (data21 !== null)){
const err68 = {instancePath:instancePath+"/payload/user/createdAt",schemaPath:"#/properties/payload/properties/user/properties/createdAt/type",keyword:"type",params:{type: schema24.properties.payload.properties.user.properties.createdAt.type}};
if(vErrors === null){
vErrors = [err68];
}
else {
keep(vErrors, err68);
}
errors++;
}
if(typeof data21 === "string"){
if(!pattern1.test(data21)){
const err69 = {instancePath:instancePath+"/payload/user/createdAt",schemaPath:"#/properties/payload/properties/user/properties/createdAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err69];
}
else {
keep(vErrors, err69);
}
errors++;
}
}
}
if(data15.updatedAt !== undefined){
let data22 = data15.updatedAt;
if((typeof data22 !== "string") && (data22 !== null)){
const err70 = {instancePath:instancePath+"/payload/user/updatedAt",schemaPath:"#/properties/payload/properties/user/properties/updatedAt/type",keyword:"type",params:{type: schema24.properties.payload.properties.user.properties.updatedAt.type}};
if(vErrors === null){
vErrors = [err70];
}
else {
keep(vErrors, err70);
}
errors++;
}
if(typeof data22 === "string"){
if(!pattern1.test(data22)){
const err71 = {instancePath:instancePath+"/payload/user/updatedAt",schemaPath:"#/properties/payload/properties/user/properties/updatedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err71];
}
else {
keep(vErrors, err71);
}
errors++;
}
}
}
}
}
}
else {
const err72 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err72];
}
else {
keep(vErrors, err72);
}
errors++;
}
}
}
else {
const err73 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err73];
}
else {
keep(vErrors, err73);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}

exports.validateUserUpdatedEvent = validate24;
const schema25 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:UserUpdatedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"auth.user.updated"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["userId","email","changes","updatedBy"],"properties":{"userId":{"type":"string","minLength":1,"maxLength":128},"email":{"type":"string","maxLength":254,"pattern":"^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"},"changes":{"type":"object","additionalProperties":{"type":"object","required":["old","new"],"properties":{"old":{},"new":{}}}},"updatedBy":{"type":"string","minLength":1,"maxLength":128},"user":{"type":["object","null"],"properties":{"id":{"type":["string","null"],"minLength":1,"maxLength":128},"email":{"type":["string","null"],"maxLength":254,"pattern":"^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"},"firstName":{"type":["string","null"],"minLength":1,"maxLength":50},"lastName":{"type":["string","null"],"minLength":1,"maxLength":50},"role":{"type":["string","null"],"enum":["ADMIN","EDITOR","USER",null]},"createdAt":{"type":["string","null"],"pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"updatedAt":{"type":["string","null"],"pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}}}}}}};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:UserUpdatedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("auth.user.updated" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "auth.user.updated"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema25.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema25.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.userId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "userId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.email === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "email"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.changes === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "changes"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.updatedBy === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "updatedBy"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.userId !== undefined){
let data9 = data8.userId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err30 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(func2(data9) < 1){
const err31 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
}
if(data8.email !== undefined){
let data10 = data8.email;
if(typeof data10 === "string"){
if(func2(data10) > 254){
const err33 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/maxLength",keyword:"maxLength",params:{limit: 254}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
if((data10.length <= 254 || func2(data10) <= 254) && !pattern51.test(data10)){
const err34 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/pattern",keyword:"pattern",params:{pattern: "^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
if(data8.changes !== undefined){
let data11 = data8.changes;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key0 in data11){
let data12 = data11[key0];
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.old === undefined){
const err36 = {instancePath:instancePath+"/payload/changes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/changes/additionalProperties/required",keyword:"required",params:{missingProperty: "old"}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
if(data12.new === undefined){
const err37 = {instancePath:instancePath+"/payload/changes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/changes/additionalProperties/required",keyword:"required",params:{missingProperty: "new"}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/payload/changes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/changes/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/payload/changes",schemaPath:"#/properties/payload/properties/changes/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
}
if(data8.updatedBy !== undefined){
let data13 = data8.updatedBy;
if(typeof data13 === "string"){
if(func2(data13) > 128){
const err40 = {instancePath:instancePath+"/payload/updatedBy",schemaPath:"#/properties/payload/properties/updatedBy/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
if(func2(data13) < 1){
const err41 = {instancePath:instancePath+"/payload/updatedBy",schemaPath:"#/properties/payload/properties/updatedBy/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/payload/updatedBy",schemaPath:"#/properties/payload/properties/updatedBy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
}
if(data8.user !== undefined){
let data14 = data8.user;
if((!(data14 && typeof data14 == "object" && !Array.isArray(data14))) && (data14 !== null)){
const err43 = {instancePath:instancePath+"/payload/user",schemaPath:"#/properties/payload/properties/user/type",keyword:"type",params:{type: schema25.properties.payload.properties.user.type}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.id !== undefined){
let data15 = data14.id;
if((typeof data15 !== "string") && (data15 !== null)){
const err44 = {instancePath:instancePath+"/payload/user/id",schemaPath:"#/properties/payload/properties/user/properties/id/type",keyword:"type",params:{type: schema25.properties.payload.properties.user.properties.id.type}};
if(vErrors === null){
vErrors = [err44];
}
else {
keep(vErrors, err44);
}
errors++;
}
if(typeof data15 === "string"){
if(func2(data15) > 128){
const err45 = {instancePath:instancePath+"/payload/user/id",schemaPath:"#/properties/payload/properties/user/properties/id/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err45];
}
else {
keep(vErrors, err45);
}
errors++;
}
if(func2(data15) < 1){
const err46 = {instancePath:instancePath+"/payload/user/id",schemaPath:"#/properties/payload/properties/user/properties/id/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err46];
}
else {
keep(vErrors, err46);
}
errors++;
}
}
}
if(data14.email !== undefined){
let data16 = data14.email;
if((typeof data16 !== "string") && (data16 !== null)){
const err47 = {instancePath:instancePath+"/payload/user/email",schemaPath:"#/properties/payload/properties/user/properties/email/type",keyword:"type",params:{type: schema25.properties.payload.properties.user.properties.email.type}};
if(vErrors === null){
vErrors = [err47];
}
else {
keep(vErrors, err47);
}
errors++;
}
if(typeof data16 === "string"){
if(func2(data16) > 254){
const err48 = {instancePath:instancePath+"/payload/user/email",schemaPath:"#/properties/payload/properties/user/properties/email/maxLength",keyword:"maxLength",params:{limit: 254}};
if(vErrors === null){
vErrors = [err48];
}
else {
keep(vErrors, err48);
}
errors++;
}
if((data16.length <= 254 || func2(data16) <= 254) && !pattern51.test(data16)){
const err49 = {instancePath:instancePath+"/payload/user/email",schemaPath:"#/properties/payload/properties/user/properties/email/pattern",keyword:"pattern",params:{pattern: "^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"}};
if(vErrors === null){
vErrors = [err49];
}
else {
keep(vErrors, err49);
}
errors++;
}
}
}
if(data14.firstName !== undefined){
let data17 = data14.firstName;
if((typeof data17 !== "string") && (data17 !== null)){
const err50 = {instancePath:instancePath+"/payload/user/firstName",schemaPath:"#/properties/payload/properties/user/properties/firstName/type",keyword:"type",params:{type: schema25.properties.payload.properties.user.properties.firstName.type}};
if(vErrors === null){
vErrors = [err50];
}
else {
keep(vErrors, err50);
}
errors++;
}
if(typeof data17 === "string"){
if(func2(data17) > 50){
const err51 = {instancePath:instancePath+"/payload/user/firstName",schemaPath:"#/properties/payload/properties/user/properties/firstName/maxLength",keyword:"maxLength",params:{limit: 50}};
if(vErrors === null){
vErrors = [err51];
}
else {
keep(vErrors, err51);
}
errors++;
}
if(func2(data17) < 1){
const err52 = {instancePath:instancePath+"/payload/user/firstName",schemaPath:"#/properties/payload/properties/user/properties/firstName/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err52];
}
else {
keep(vErrors, err52);
}
errors++;
}
}
}
if(data14.lastName !== undefined){
let data18 = data14.lastName;
if((typeof data18 !== "string") && (data18 !== null)){
const err53 = {instancePath:instancePath+"/payload/user/lastName",schemaPath:"#/properties/payload/properties/user/properties/lastName/type",keyword:"type",params:{type: schema25.properties.payload.properties.user.properties.lastName.type}};
if(vErrors === null){
vErrors = [err53];
}
else {
keep(vErrors, err53);
}
errors++;
}
if(typeof data18 === "string"){
if(func2(data18) > 50){
const err54 = {instancePath:instancePath+"/payload/user/lastName",schemaPath:"#/properties/payload/properties/user/properties/lastName/maxLength",keyword:"maxLength",params:{limit: 50}};
if(vErrors === null){
vErrors = [err54];
}
else {
keep(vErrors, err54);
}
errors++;
}
if(func2(data18) < 1){
const err55 = {instancePath:instancePath+"/payload/user/lastName",schemaPath:"#/properties/payload/properties/user/properties/lastName/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err55];
}
else {
keep(vErrors, err55);
}
errors++;
}
}
}
if(data14.role !== undefined){
let data19 = data14.role;
if((typeof data19 !== "string") && (data19 !== null)){
const err56 = {instancePath:instancePath+"/payload/user/role",schemaPath:"#/properties/payload/properties/user/properties/role/type",keyword:"type",params:{type: schema25.properties.payload.properties.user.properties.role.type}};
if(vErrors === null){
vErrors = [err56];
}
else {
keep(vErrors, err56);
}
errors++;
}
if(!((((data19 === "ADMIN") || (data19 === "EDITOR")) || (data19 === "USER")) || (data19 === null))){
const err57 = {instancePath:instancePath+"/payload/user/role",schemaPath:"#/properties/payload/properties/user/properties/role/enum",keyword:"enum",params:{allowedValues: schema25.properties.payload.properties.user.properties.role.enum}};
if(vErrors === null){
vErrors = [err57];
}
else {
keep(vErrors, err57);
}
errors++;
}
}
if(data14.createdAt !== undefined){
let data20 = data14.createdAt;
if((typeof data20 !== "string") && (data20 !== null)){
const err58 = {instancePath:instancePath+"/payload/user/createdAt",schemaPath:"#/properties/payload/properties/user/properties/createdAt/type",keyword:"type",params:{type: schema25.properties.payload.properties.user.properties.createdAt.type}};
if(vErrors === null){
vErrors = [err58];
}
else {
keep(vErrors, err58);
}
errors++;
}
if(typeof data20 === "string"){
if(!pattern1.test(data20)){
const err59 = {instancePath:instancePath+"/payload/user/createdAt",schemaPath:"#/properties/payload/properties/user/properties/createdAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err59];
}
else {
keep(vErrors, err59);
}
errors++;
}
}
}
if(data14.updatedAt !== undefined){
let data21 = data14.updatedAt;
if((typeof data21 !== "string") && (data21 !== null)){
const err60 = {instancePath:instancePath+"/payload/user/updatedAt",schemaPath:"#/properties/payload/properties/user/properties/updatedAt/type",keyword:"type",params:{type: schema25.properties.payload.properties.user.properties.updatedAt.type}};
if(vErrors === null){
vErrors = [err60];
}
else {
keep(vErrors, err60);
}
errors++;
}
if(typeof data21 === "string"){
if(!pattern1.test(data21)){
const err61 = {instancePath:instancePath+"/payload/user/updatedAt",schemaPath:"#/properties/payload/properties/user/properties/updatedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err61];
}
else {
keep(vErrors, err61);
}
errors++;
}
}
}
}
}
}
else {
const err62 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err62];
}
else {
keep(vErrors, err62);
}
errors++;
}
}
}
else {
const err63 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err63];
}
else {
keep(vErrors, err63);
}
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}

exports.validateUserDeletedEvent = validate25;
const schema26 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:UserDeletedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"auth.user.deleted"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["userId","email","deletedBy","deletedAt"],"properties":{"userId":{"type":"string","minLength":1,"maxLength":128},"email":{"type":"string","maxLength":254,"pattern":"^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"},"deletedBy":{"type":"string","minLength":1,"maxLength":128},"deletedAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}}}}};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:UserDeletedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("auth.user.deleted" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "auth.user.deleted"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema26.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema26.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.userId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "userId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.email === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "email"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.deletedBy === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "deletedBy"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.deletedAt === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "deletedAt"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.userId !== undefined){
let data9 = data8.userId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err30 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(func2(data9) < 1){
const err31 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
}
if(data8.email !== undefined){
let data10 = data8.email;
if(typeof data10 === "string"){
if(func2(data10) > 254){
const err33 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/maxLength",keyword:"maxLength",params:{limit: 254}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
if((data10.length <= 254 || func2(data10) <= 254) && !pattern51.test(data10)){
const err34 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/pattern",keyword:"pattern",params:{pattern: "^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
if(data8.deletedBy !== undefined){
let data11 = data8.deletedBy;
if(typeof data11 === "string"){
if(func2(data11) > 128){
const err36 = {instancePath:instancePath+"/payload/deletedBy",schemaPath:"#/properties/payload/properties/deletedBy/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
if(func2(data11) < 1){
const err37 = {instancePath:instancePath+"/payload/deletedBy",schemaPath:"#/properties/payload/properties/deletedBy/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/payload/deletedBy",schemaPath:"#/properties/payload/properties/deletedBy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
if(data8.deletedAt !== undefined){
let data12 = data8.deletedAt;
if(typeof data12 === "string"){
if(!pattern1.test(data12)){
const err39 = {instancePath:instancePath+"/payload/deletedAt",schemaPath:"#/properties/payload/properties/deletedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/payload/deletedAt",schemaPath:"#/properties/payload/properties/deletedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
validate25.errors = vErrors;
return errors === 0;
}

exports.validateUserLoginEvent = validate26;
const schema27 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:UserLoginEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"auth.user.login"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["userId","email","loginAt","success"],"properties":{"userId":{"type":"string","minLength":1,"maxLength":128},"email":{"type":"string","maxLength":254,"pattern":"^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"},"ipAddress":{"type":["string","null"],"minLength":1},"userAgent":{"type":["string","null"],"minLength":1},"loginAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"success":{"type":"boolean"}}}}};

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:UserLoginEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("auth.user.login" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "auth.user.login"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema27.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema27.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.userId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "userId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.email === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "email"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.loginAt === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "loginAt"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.success === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "success"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.userId !== undefined){
let data9 = data8.userId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err30 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(func2(data9) < 1){
const err31 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
}
if(data8.email !== undefined){
let data10 = data8.email;
if(typeof data10 === "string"){
if(func2(data10) > 254){
const err33 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/maxLength",keyword:"maxLength",params:{limit: 254}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
if((data10.length <= 254 || func2(data10) <= 254) && !pattern51.test(data10)){
const err34 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/pattern",keyword:"pattern",params:{pattern: "^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
if(data8.ipAddress !== undefined){
let data11 = data8.ipAddress;
if((typeof data11 !== "string") && (data11 !== null)){
const err36 = {instancePath:instancePath+"/payload/ipAddress",schemaPath:"#/properties/payload/properties/ipAddress/type",keyword:"type",params:{type: schema27.properties.payload.properties.ipAddress.type}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
if(typeof data11 === "string"){
if(func2(data11) < 1){
const err37 = {instancePath:instancePath+"/payload/ipAddress",schemaPath:"#/properties/payload/properties/ipAddress/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
}
if(data8.userAgent !== undefined){
let data12 = data8.userAgent;
if((typeof data12 !== "string") && (data12 !== null)){
const err38 = {instancePath:instancePath+"/payload/userAgent",schemaPath:"#/properties/payload/properties/userAgent/type",keyword:"type",params:{type: schema27.properties.payload.properties.userAgent.type}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
if(typeof data12 === "string"){
if(func2(data12) < 1){
const err39 = {instancePath:instancePath+"/payload/userAgent",schemaPath:"#/properties/payload/properties/userAgent/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
}
}
if(data8.loginAt !== undefined){
let data13 = data8.loginAt;
if(typeof data13 === "string"){
if(!pattern1.test(data13)){
const err40 = {instancePath:instancePath+"/payload/loginAt",schemaPath:"#/properties/payload/properties/loginAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/payload/loginAt",schemaPath:"#/properties/payload/properties/loginAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
}
if(data8.success !== undefined){
if(typeof data8.success !== "boolean"){
const err42 = {instancePath:instancePath+"/payload/success",schemaPath:"#/properties/payload/properties/success/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err44];
}
else {
keep(vErrors, err44);
}
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}

exports.validateUserLogoutEvent = validate27;
const schema28 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:UserLogoutEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"auth.user.logout"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["userId","email","logoutAt"],"properties":{"userId":{"type":"string","minLength":1,"maxLength":128},"email":{"type":"string","maxLength":254,"pattern":"^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"},"logoutAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}}}}};

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:UserLogoutEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("auth.user.logout" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "auth.user.logout"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema28.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema28.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.userId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "userId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.email === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "email"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.logoutAt === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "logoutAt"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.userId !== undefined){
let data9 = data8.userId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err29 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(func2(data9) < 1){
const err30 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
}
if(data8.email !== undefined){
let data10 = data8.email;
if(typeof data10 === "string"){
if(func2(data10) > 254){
const err32 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/maxLength",keyword:"maxLength",params:{limit: 254}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
if((data10.length <= 254 || func2(data10) <= 254) && !pattern51.test(data10)){
const err33 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/pattern",keyword:"pattern",params:{pattern: "^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
if(data8.logoutAt !== undefined){
let data11 = data8.logoutAt;
if(typeof data11 === "string"){
if(!pattern1.test(data11)){
const err35 = {instancePath:instancePath+"/payload/logoutAt",schemaPath:"#/properties/payload/properties/logoutAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/payload/logoutAt",schemaPath:"#/properties/payload/properties/logoutAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
validate27.errors = vErrors;
return errors === 0;
}

exports.validateTokenRefreshedEvent = validate28;
const schema29 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:TokenRefreshedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"auth.token.refreshed"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["userId","tokenId","refreshedAt"],"properties":{"userId":{"type":"string","minLength":1,"maxLength":128},"tokenId":{"type":"string","minLength":1,"maxLength":128},"refreshedAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}}}}};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:TokenRefreshedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("auth.token.refreshed" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "auth.token.refreshed"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema29.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema29.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.userId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "userId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.tokenId === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "tokenId"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.refreshedAt === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "refreshedAt"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.userId !== undefined){
let data9 = data8.userId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err29 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(func2(data9) < 1){
const err30 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
}
if(data8.tokenId !== undefined){
let data10 = data8.tokenId;
if(typeof data10 === "string"){
if(func2(data10) > 128){
const err32 = {instancePath:instancePath+"/payload/tokenId",schemaPath:"#/properties/payload/properties/tokenId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
if(func2(data10) < 1){
const err33 = {instancePath:instancePath+"/payload/tokenId",schemaPath:"#/properties/payload/properties/tokenId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/payload/tokenId",schemaPath:"#/properties/payload/properties/tokenId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
if(data8.refreshedAt !== undefined){
let data11 = data8.refreshedAt;
if(typeof data11 === "string"){
if(!pattern1.test(data11)){
const err35 = {instancePath:instancePath+"/payload/refreshedAt",schemaPath:"#/properties/payload/properties/refreshedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/payload/refreshedAt",schemaPath:"#/properties/payload/properties/refreshedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
validate28.errors = vErrors;
return errors === 0;
}

exports.validatePasswordChangedEvent = validate29;
const schema30 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:PasswordChangedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"auth.password.changed"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["userId","email","changedBy","changedAt"],"properties":{"userId":{"type":"string","minLength":1,"maxLength":128},"email":{"type":"string","maxLength":254,"pattern":"^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"},"changedBy":{"type":"string","minLength":1,"maxLength":128},"changedAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}}}}};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:PasswordChangedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("auth.password.changed" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "auth.password.changed"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema30.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema30.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.userId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "userId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.email === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "email"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.changedBy === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "changedBy"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.changedAt === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "changedAt"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.userId !== undefined){
let data9 = data8.userId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err30 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(func2(data9) < 1){
const err31 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
}
if(data8.email !== undefined){
let data10 = data8.email;
if(typeof data10 === "string"){
if(func2(data10) > 254){
const err33 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/maxLength",keyword:"maxLength",params:{limit: 254}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
if((data10.length <= 254 || func2(data10) <= 254) && !pattern51.test(data10)){
const err34 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/pattern",keyword:"pattern",params:{pattern: "^[^@\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+@[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+(?:\\.+[^@.\\t\\n\\v\\f\\r    - \u2028\u2029  　﻿]+)+$"}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/payload/email",schemaPath:"#/properties/payload/properties/email/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
if(data8.changedBy !== undefined){
let data11 = data8.changedBy;
if(typeof data11 === "string"){
if(func2(data11) > 128){
const err36 = {instancePath:instancePath+"/payload/changedBy",schemaPath:"#/properties/payload/properties/changedBy/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
if(func2(data11) < 1){
const err37 = {instancePath:instancePath+"/payload/changedBy",schemaPath:"#/properties/payload/properties/changedBy/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/payload/changedBy",schemaPath:"#/properties/payload/properties/changedBy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
if(data8.changedAt !== undefined){
let data12 = data8.changedAt;
if(typeof data12 === "string"){
if(!pattern1.test(data12)){
const err39 = {instancePath:instancePath+"/payload/changedAt",schemaPath:"#/properties/payload/properties/changedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/payload/changedAt",schemaPath:"#/properties/payload/properties/changedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
validate29.errors = vErrors;
return errors === 0;
}

exports.validateSearchPerformedEvent = validate30;
const schema31 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:SearchPerformedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"search.performed"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["query","resultsCount","searchTime"],"properties":{"query":{"type":"string"},"filters":{"type":["object","null"]},"resultsCount":{"type":"integer","minimum":0,"exclusiveMaximum":9223372036854776000},"searchTime":{"type":"number","minimum":0},"userId":{"type":["string","null"],"minLength":1,"maxLength":128},"sessionId":{"type":["string","null"],"minLength":1,"maxLength":128}}}}};

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:SearchPerformedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("search.performed" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "search.performed"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema31.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema31.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.query === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "query"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.resultsCount === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "resultsCount"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.searchTime === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "searchTime"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.query !== undefined){
if(typeof data8.query !== "string"){
const err29 = {instancePath:instancePath+"/payload/query",schemaPath:"#/properties/payload/properties/query/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
}
if(data8.filters !== undefined){
let data10 = data8.filters;
if((!(data10 && typeof data10 == "object" && !Array.isArray(data10))) && (data10 !== null)){
const err30 = {instancePath:instancePath+"/payload/filters",schemaPath:"#/properties/payload/properties/filters/type",keyword:"type",params:{type: schema31.properties.payload.properties.filters.type}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
}
if(data8.resultsCount !== undefined){
let data11 = data8.resultsCount;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err31 = {instancePath:instancePath+"/payload/resultsCount",schemaPath:"#/properties/payload/properties/resultsCount/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 0 || isNaN(data11)){
const err32 = {instancePath:instancePath+"/payload/resultsCount",schemaPath:"#/properties/payload/properties/resultsCount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
if(data11 >= 9223372036854776000 || isNaN(data11)){
const err33 = {instancePath:instancePath+"/payload/resultsCount",schemaPath:"#/properties/payload/properties/resultsCount/exclusiveMaximum",keyword:"exclusiveMaximum",params:{comparison: "<", limit: 9223372036854776000}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
}
}
if(data8.searchTime !== undefined){
let data12 = data8.searchTime;
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 0 || isNaN(data12)){
const err34 = {instancePath:instancePath+"/payload/searchTime",schemaPath:"#/properties/payload/properties/searchTime/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/payload/searchTime",schemaPath:"#/properties/payload/properties/searchTime/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
if(data8.userId !== undefined){
let data13 = data8.userId;
if((typeof data13 !== "string") && (data13 !== null)){
const err36 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/type",keyword:"type",params:{type: schema31.properties.payload.properties.userId.type}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
if(typeof data13 === "string"){
if(func2(data13) > 128){
const err37 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
if(func2(data13) < 1){
const err38 = {instancePath:instancePath+"/payload/userId",schemaPath:"#/properties/payload/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
}
if(data8.sessionId !== undefined){
let data14 = data8.sessionId;
if((typeof data14 !== "string") && (data14 !== null)){
const err39 = {instancePath:instancePath+"/payload/sessionId",schemaPath:"#/properties/payload/properties/sessionId/type",keyword:"type",params:{type: schema31.properties.payload.properties.sessionId.type}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
if(typeof data14 === "string"){
if(func2(data14) > 128){
const err40 = {instancePath:instancePath+"/payload/sessionId",schemaPath:"#/properties/payload/properties/sessionId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
if(func2(data14) < 1){
const err41 = {instancePath:instancePath+"/payload/sessionId",schemaPath:"#/properties/payload/properties/sessionId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
}
}
}
else {
const err42 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
validate30.errors = vErrors;
return errors === 0;
}

exports.validateSearchIndexedEvent = validate31;
const schema32 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:SearchIndexedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"search.indexed"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["contentId","contentType","title","indexedAt","indexVersion"],"properties":{"contentId":{"type":"string","minLength":1,"maxLength":128},"contentType":{"type":"string","minLength":1},"title":{"type":"string","minLength":1,"maxLength":200},"indexedAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"indexVersion":{"type":"string","minLength":1}}}}};

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:SearchIndexedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("search.indexed" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "search.indexed"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema32.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema32.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.contentId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.contentType === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentType"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.title === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "title"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.indexedAt === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "indexedAt"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.indexVersion === undefined){
const err30 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "indexVersion"}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(data8.contentId !== undefined){
let data9 = data8.contentId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err31 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
if(func2(data9) < 1){
const err32 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
}
if(data8.contentType !== undefined){
let data10 = data8.contentType;
if(typeof data10 === "string"){
if(func2(data10) < 1){
const err34 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
if(data8.title !== undefined){
let data11 = data8.title;
if(typeof data11 === "string"){
if(func2(data11) > 200){
const err36 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/maxLength",keyword:"maxLength",params:{limit: 200}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
if(func2(data11) < 1){
const err37 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
if(data8.indexedAt !== undefined){
let data12 = data8.indexedAt;
if(typeof data12 === "string"){
if(!pattern1.test(data12)){
const err39 = {instancePath:instancePath+"/payload/indexedAt",schemaPath:"#/properties/payload/properties/indexedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/payload/indexedAt",schemaPath:"#/properties/payload/properties/indexedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
}
if(data8.indexVersion !== undefined){
let data13 = data8.indexVersion;
if(typeof data13 === "string"){
if(func2(data13) < 1){
const err41 = {instancePath:instancePath+"/payload/indexVersion",schemaPath:"#/properties/payload/properties/indexVersion/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/payload/indexVersion",schemaPath:"#/properties/payload/properties/indexVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err44];
}
else {
keep(vErrors, err44);
}
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}

exports.validateSearchIndexUpdatedEvent = validate32;
const schema33 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:SearchIndexUpdatedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"search.index.updated"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["contentId","contentType","title","updatedAt","indexVersion","changes"],"properties":{"contentId":{"type":"string","minLength":1,"maxLength":128},"contentType":{"type":"string","minLength":1},"title":{"type":"string","minLength":1,"maxLength":200},"updatedAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"indexVersion":{"type":"string","minLength":1},"changes":{"type":"array","items":{"type":"string","minLength":1}}}}}};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:SearchIndexUpdatedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("search.index.updated" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "search.index.updated"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema33.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema33.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.contentId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.contentType === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentType"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.title === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "title"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.updatedAt === undefined){
const err29 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "updatedAt"}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(data8.indexVersion === undefined){
const err30 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "indexVersion"}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
if(data8.changes === undefined){
const err31 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "changes"}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
if(data8.contentId !== undefined){
let data9 = data8.contentId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err32 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
if(func2(data9) < 1){
const err33 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
if(data8.contentType !== undefined){
let data10 = data8.contentType;
if(typeof data10 === "string"){
if(func2(data10) < 1){
const err35 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
}
if(data8.title !== undefined){
let data11 = data8.title;
if(typeof data11 === "string"){
if(func2(data11) > 200){
const err37 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/maxLength",keyword:"maxLength",params:{limit: 200}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
if(func2(data11) < 1){
const err38 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err38];
}
else {
keep(vErrors, err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/payload/title",schemaPath:"#/properties/payload/properties/title/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err39];
}
else {
keep(vErrors, err39);
}
errors++;
}
}
if(data8.updatedAt !== undefined){
let data12 = data8.updatedAt;
if(typeof data12 === "string"){
if(!pattern1.test(data12)){
const err40 = {instancePath:instancePath+"/payload/updatedAt",schemaPath:"#/properties/payload/properties/updatedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err40];
}
else {
keep(vErrors, err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/payload/updatedAt",schemaPath:"#/properties/payload/properties/updatedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err41];
}
else {
keep(vErrors, err41);
}
errors++;
}
}
if(data8.indexVersion !== undefined){
let data13 = data8.indexVersion;
if(typeof data13 === "string"){
if(func2(data13) < 1){
const err42 = {instancePath:instancePath+"/payload/indexVersion",schemaPath:"#/properties/payload/properties/indexVersion/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err42];
}
else {
keep(vErrors, err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/payload/indexVersion",schemaPath:"#/properties/payload/properties/indexVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err43];
}
else {
keep(vErrors, err43);
}
errors++;
}
}
if(data8.changes !== undefined){
let data14 = data8.changes;
if(Array.isArray(data14)){
const len0 = data14.length;
for(let i0=0; i0<len0; i0++){
let data15 = data14[i0];
if(typeof data15 === "string"){
if(func2(data15) < 1){
const err44 = {instancePath:instancePath+"/payload/changes/" + i0,schemaPath:"#/properties/payload/properties/changes/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err44];
}
else {
keep(vErrors, err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/payload/changes/" + i0,schemaPath:"#/properties/payload/properties/changes/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err45];
}
else {
keep(vErrors, err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/payload/changes",schemaPath:"#/properties/payload/properties/changes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err46];
}
else {
keep(vErrors, err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err47];
}
else {
keep(vErrors, err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err48];
}
else {
keep(vErrors, err48);
}
errors++;
}
validate32.errors = vErrors;
return errors === 0;
}

exports.validateSearchIndexDeletedEvent = validate33;
const schema34 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"schema:SearchIndexDeletedEventSchema","type":"object","required":["metadata","payload"],"properties":{"metadata":{"type":"object","required":["eventId","eventType","eventVersion","timestamp","source"],"properties":{"eventId":{"type":"string","minLength":1,"maxLength":128},"eventType":{"type":"string","const":"search.index.deleted"},"eventVersion":{"type":"string","pattern":"^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},"timestamp":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"},"source":{"type":"string","minLength":1,"maxLength":128},"correlationId":{"type":["string","null"],"minLength":1,"maxLength":256},"userId":{"type":["string","null"],"minLength":1,"maxLength":128}}},"payload":{"type":"object","required":["contentId","contentType","deletedAt"],"properties":{"contentId":{"type":"string","minLength":1,"maxLength":128},"contentType":{"type":"string","minLength":1},"deletedAt":{"type":"string","pattern":"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}}}}};

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="schema:SearchIndexDeletedEventSchema" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err0];
}
else {
keep(vErrors, err0);
}
errors++;
}
if(data.payload === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err1];
}
else {
keep(vErrors, err1);
}
errors++;
}
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventId === undefined){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventId"}};
if(vErrors === null){
vErrors = [err2];
}
else {
keep(vErrors, err2);
}
errors++;
}
if(data0.eventType === undefined){
const err3 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventType"}};
if(vErrors === null){
vErrors = [err3];
}
else {
keep(vErrors, err3);
}
errors++;
}
if(data0.eventVersion === undefined){
const err4 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "eventVersion"}};
if(vErrors === null){
vErrors = [err4];
}
else {
keep(vErrors, err4);
}
errors++;
}
if(data0.timestamp === undefined){
const err5 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "timestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
keep(vErrors, err5);
}
errors++;
}
if(data0.source === undefined){
const err6 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err6];
}
else {
keep(vErrors, err6);
}
errors++;
}
if(data0.eventId !== undefined){
let data1 = data0.eventId;
if(typeof data1 === "string"){
if(func2(data1) > 128){
const err7 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err7];
}
else {
keep(vErrors, err7);
}
errors++;
}
if(func2(data1) < 1){
const err8 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
keep(vErrors, err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/metadata/eventId",schemaPath:"#/properties/metadata/properties/eventId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
keep(vErrors, err9);
}
errors++;
}
}
if(data0.eventType !== undefined){
let data2 = data0.eventType;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
keep(vErrors, err10);
}
errors++;
}
if("search.index.deleted" !== data2){
const err11 = {instancePath:instancePath+"/metadata/eventType",schemaPath:"#/properties/metadata/properties/eventType/const",keyword:"const",params:{allowedValue: "search.index.deleted"}};
if(vErrors === null){
vErrors = [err11];
}
else {
keep(vErrors, err11);
}
errors++;
}
}
if(data0.eventVersion !== undefined){
let data3 = data0.eventVersion;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/pattern",keyword:"pattern",params:{pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
keep(vErrors, err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/eventVersion",schemaPath:"#/properties/metadata/properties/eventVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
keep(vErrors, err13);
}
errors++;
}
}
if(data0.timestamp !== undefined){
let data4 = data0.timestamp;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err14 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
keep(vErrors, err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/metadata/timestamp",schemaPath:"#/properties/metadata/properties/timestamp/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
keep(vErrors, err15);
}
errors++;
}
}
if(data0.source !== undefined){
let data5 = data0.source;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err16 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err16];
}
else {
keep(vErrors, err16);
}
errors++;
}
if(func2(data5) < 1){
const err17 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
keep(vErrors, err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/source",schemaPath:"#/properties/metadata/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
keep(vErrors, err18);
}
errors++;
}
}
if(data0.correlationId !== undefined){
let data6 = data0.correlationId;
if((typeof data6 !== "string") && (data6 !== null)){
const err19 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/type",keyword:"type",params:{type: schema34.properties.metadata.properties.correlationId.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
keep(vErrors, err19);
}
errors++;
}
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err20 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err20];
}
else {
keep(vErrors, err20);
}
errors++;
}
if(func2(data6) < 1){
const err21 = {instancePath:instancePath+"/metadata/correlationId",schemaPath:"#/properties/metadata/properties/correlationId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
keep(vErrors, err21);
}
errors++;
}
}
}
if(data0.userId !== undefined){
let data7 = data0.userId;
if((typeof data7 !== "string") && (data7 !== null)){
const err22 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/type",keyword:"type",params:{type: schema34.properties.metadata.properties.userId.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
keep(vErrors, err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 128){
const err23 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err23];
}
else {
keep(vErrors, err23);
}
errors++;
}
if(func2(data7) < 1){
const err24 = {instancePath:instancePath+"/metadata/userId",schemaPath:"#/properties/metadata/properties/userId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err24];
}
else {
keep(vErrors, err24);
}
errors++;
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
keep(vErrors, err25);
}
errors++;
}
}
if(data.payload !== undefined){
let data8 = data.payload;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.contentId === undefined){
const err26 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentId"}};
if(vErrors === null){
vErrors = [err26];
}
else {
keep(vErrors, err26);
}
errors++;
}
if(data8.contentType === undefined){
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "contentType"}};
if(vErrors === null){
vErrors = [err27];
}
else {
keep(vErrors, err27);
}
errors++;
}
if(data8.deletedAt === undefined){
const err28 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "deletedAt"}};
if(vErrors === null){
vErrors = [err28];
}
else {
keep(vErrors, err28);
}
errors++;
}
if(data8.contentId !== undefined){
let data9 = data8.contentId;
if(typeof data9 === "string"){
if(func2(data9) > 128){
const err29 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err29];
}
else {
keep(vErrors, err29);
}
errors++;
}
if(func2(data9) < 1){
const err30 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err30];
}
else {
keep(vErrors, err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/payload/contentId",schemaPath:"#/properties/payload/properties/contentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
keep(vErrors, err31);
}
errors++;
}
}
if(data8.contentType !== undefined){
let data10 = data8.contentType;
if(typeof data10 === "string"){
if(func2(data10) < 1){
const err32 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err32];
}
else {
keep(vErrors, err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/payload/contentType",schemaPath:"#/properties/payload/properties/contentType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
keep(vErrors, err33);
}
errors++;
}
}
if(data8.deletedAt !== undefined){
let data11 = data8.deletedAt;
if(typeof data11 === "string"){
if(!pattern1.test(data11)){
const err34 = {instancePath:instancePath+"/payload/deletedAt",schemaPath:"#/properties/payload/properties/deletedAt/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"}};
if(vErrors === null){
vErrors = [err34];
}
else {
keep(vErrors, err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/payload/deletedAt",schemaPath:"#/properties/payload/properties/deletedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
keep(vErrors, err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err36];
}
else {
keep(vErrors, err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err37];
}
else {
keep(vErrors, err37);
}
errors++;
}
validate33.errors = vErrors;
return errors === 0;
}
